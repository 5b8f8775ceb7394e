"""From findings to fewer findings."""
