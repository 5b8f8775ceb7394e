"""The house rules of Acme, as a package that other people could install."""
