"""Text and encoding quality."""
