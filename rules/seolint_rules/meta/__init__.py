"""Title, description, robots, canonical, dates, slug."""
