"""Language tags, and the language of a text."""
