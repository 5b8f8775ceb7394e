"""Starts the command line: `seolint`, and `python -m seolint`."""

import gc
from typing import NoReturn

from seolint import COLLECT_AFTER


def main() -> NoReturn:
    """Runs the command line of this process and ends it."""
    gc.set_threshold(COLLECT_AFTER)  # nearly all that is imported stays
    from seolint.cli import main as run_command_line

    try:
        run_command_line()
    finally:
        gc.freeze()  # the process ends, and need not go through all that is left


if __name__ == "__main__":
    main()
