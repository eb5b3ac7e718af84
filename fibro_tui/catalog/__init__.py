"""Finding things in a library: the index on disk, and what it answers."""
