"""The same doctrine in several situations, side by side."""
