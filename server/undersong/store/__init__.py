"""What happened, kept on disk: one file a table, SQLite below."""
