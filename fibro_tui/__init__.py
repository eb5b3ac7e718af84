"""A terminal reader of questions and answers that says how sure each answer is, and who says so."""

__version__ = "0.1.0"


class CannotDo(Exception):
    """What was asked cannot be done; the message says why and what to do."""
