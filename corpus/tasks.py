"""The kinds of work of this app."""
