"""What is learned of one repository and from its own outcomes: idle fine-tuning, its gate, and what became of it."""
