"""Simulated developers with known trouble: what a day of nudges would be like, and how much of the trouble is told."""
