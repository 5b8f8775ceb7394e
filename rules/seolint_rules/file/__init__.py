"""Files that could not be judged."""
