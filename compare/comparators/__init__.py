"""Comparators: who likens which situation to which other one."""
