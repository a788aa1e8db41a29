"""Language models: text into tokens, tokens into what may come next."""
