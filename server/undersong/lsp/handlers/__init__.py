"""What answers a window, one request a file."""
