"""What may be kept of a person's text, and what may leave: secrets and addresses go out before anything is stored."""
