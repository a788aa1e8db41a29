"""The measured figures, one bench a file."""
