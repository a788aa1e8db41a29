"""How a language model's weights are moved: loss, steps, what survives a break, and tuning while nobody works."""
