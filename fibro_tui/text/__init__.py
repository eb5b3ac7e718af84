"""Saying things: the one place where records become lines of words, for a pipe, a terminal and the explorer alike."""
