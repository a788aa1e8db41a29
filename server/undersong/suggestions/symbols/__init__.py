"""What the names of a repository mean, and which of them stands next."""
