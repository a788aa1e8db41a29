"""What completion learns from: packages with their licences, files, tokens, and sequences of tokens."""
