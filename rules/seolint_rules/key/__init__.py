"""The keyphrase that a page declares."""
