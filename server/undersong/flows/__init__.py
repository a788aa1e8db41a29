"""One story a file: how an event becomes a verdict, an edit a suggestion, a night a release."""
