"""How easy the text is to read."""
