"""Rules over all pages of a site, and over its history."""
