"""Work that others recorded, as events of ours, and ours as theirs: one file a format."""
