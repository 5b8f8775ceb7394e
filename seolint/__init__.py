"""seolint: a linter for the search quality of written content."""

__version__ = "0.1.0"

COLLECT_AFTER = 200_000
"""New objects until garbage is collected in a run: what is imported, and what pages gave, stays."""
