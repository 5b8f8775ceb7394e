"""What ends a run early, and the exit codes that say so."""

INTERRUPTED = 130
TERMINATED = 143
READER_GONE = 141
"""128 and the number of the signal: SIGINT, SIGTERM, SIGPIPE."""


class TerminatedError(KeyboardInterrupt):
    """Somebody asked the process to end."""
