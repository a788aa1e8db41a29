"""The vocabulary: frozen values, small contracts, and every error that is raised on purpose."""
