"""Completion by a language model, with what the repository and the file know mixed in at every token."""
