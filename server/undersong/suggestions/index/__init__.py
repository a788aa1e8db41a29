"""What a repository's files say, as numbers that can be searched in microseconds."""
