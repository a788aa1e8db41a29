"""How completion is judged: files held back, places to ask at, an editor that asks, and what counts as right."""
