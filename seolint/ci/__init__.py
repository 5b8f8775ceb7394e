"""What pipelines run: an entry point for each service that needs more than a command line."""
