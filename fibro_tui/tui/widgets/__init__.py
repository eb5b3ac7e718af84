"""The panes of the explorer: each shows what it is given, and says by a message what the reader did."""
