"""Source text as lines, tokens and trees. Outsiders import the module that they need: the daemon takes only `watch`."""
