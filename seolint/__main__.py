"""Runs seolint as a module: python -m seolint."""

from seolint.cli import main

if __name__ == "__main__":
    main()
