"""Runs releases, and speaks with the worker that runs them."""
