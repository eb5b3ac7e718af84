"""What a library says: its records, how they are read from YAML, and the editorial rules they are held to."""
