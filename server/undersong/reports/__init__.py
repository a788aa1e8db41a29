"""One's own flow: what happened, when, and what ended it. About the work, never about a person."""
