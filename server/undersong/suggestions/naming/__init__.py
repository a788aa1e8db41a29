"""How things are called here, and which names stand out."""
