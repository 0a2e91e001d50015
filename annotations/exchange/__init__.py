"""Sets of annotations leave and enter here: one snapshot out, all or nothing in."""
