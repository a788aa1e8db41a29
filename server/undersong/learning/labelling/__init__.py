"""Labels without annotators: simple functions vote on each window, and a person's own word outweighs them."""
