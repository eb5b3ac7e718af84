"""A terminal reader of questions and answers that says how sure each answer is, and who says so."""

__version__ = "0.1.0"
