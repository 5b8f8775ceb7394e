"""Golden files: `pytest --golden` writes what a test compares with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("busy", deadline=None)  # a busy machine is no defect
settings.load_profile("busy")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a file, or writes the file under `--golden`."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.write_bytes(text.encode())
        assert path.read_bytes().decode() == text

    return compare
