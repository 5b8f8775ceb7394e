"""seolint: a linter for the search quality of written content."""

__version__ = "0.1.0"
