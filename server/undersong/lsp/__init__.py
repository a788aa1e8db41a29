"""LSP messages into domain values and back."""
