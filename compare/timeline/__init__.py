"""Positions by the dates of texts: who turned, and when. Plain data, no Django."""
