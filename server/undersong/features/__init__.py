"""Pure functions from a window of events to named numbers."""
