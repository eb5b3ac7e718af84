"""The explorer: one screen that wires small widgets, and one stylesheet."""
