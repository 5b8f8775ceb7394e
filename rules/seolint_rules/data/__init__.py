"""Structured data."""
