"""Integrity of the front matter."""
