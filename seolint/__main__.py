"""Starts the command line: `seolint`, and `python -m seolint`."""

import gc
from typing import NoReturn

from seolint import COLLECT_AFTER


def main() -> NoReturn:
    """Runs the command line of this process and ends it."""
    gc.set_threshold(COLLECT_AFTER)  # nearly all that is imported stays
    from seolint.cli import main as run_command_line

    run_command_line()


if __name__ == "__main__":
    main()
