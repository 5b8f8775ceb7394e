"""A git repository that a test makes."""

from pathlib import Path

from checkout import call

HOSTILE = """\
[core]
\tfsmonitor = touch owned-by-fsmonitor
\tquotepath = true
\tpager = touch owned-by-pager
\thooksPath = hooks
[color]
\tui = always
[diff]
\tnoprefix = true
\tmnemonicPrefix = true
\texternal = touch owned-by-diff
\trenames = false
\trenameLimit = 1
\trelative = true
\tcontext = 9
\tinterHunkContext = 99
\torderFile = no-such-file
\tsubmodule = log
\talgorithm = patience
\tautoRefreshIndex = false
\tcolorMoved = zebra
\twordRegex = .
[diff "prose"]
\ttextconv = touch owned-by-textconv
\tcommand = touch owned-by-driver
[log]
\tshowSignature = true
[alias]
\tdiff = !touch owned-by-alias
"""
"""A configuration of a user that changes all that git prints."""


class Clone:
    """A repository in `folder`; what it does with git has no configuration of a user."""

    def __init__(self, folder: Path, *arguments: str | Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git(*(arguments or ("init", "-q", "-b", "main")))

    def git(self, *arguments: str | Path) -> str:
        """Runs git in the folder and gives what it printed."""
        process = call("git", *arguments, cwd=self.folder, GIT_CONFIG_GLOBAL="/dev/null")
        assert process.returncode == 0, process.stderr
        return process.stdout.strip()

    def write(self, name: str, text: str | bytes) -> Path:
        """Writes a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def delete(self, name: str) -> None:
        """Deletes a file."""
        (self.folder / name).unlink()

    def commit(self, message: str = "Change") -> str:
        """Commits all there is and gives the id of the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")
