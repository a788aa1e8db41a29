"""What is offered: completions and names."""
