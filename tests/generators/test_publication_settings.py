"""What the configs of generators say of the time at which pages are published."""

from pathlib import Path

import pytest

from seolint.document import SiteSettings
from seolint.generators import detect


def settings(folder: Path, name: str, text: str) -> SiteSettings:
    (folder / name).write_text(text)
    generator = detect(folder)
    assert generator is not None
    return generator.settings(folder)


@pytest.mark.parametrize(
    ("name", "text", "hides"),
    [
        ("_config.yml", "title: Pots\n", (True, False)),
        ("_config.yml", "title: Pots\nfuture: true\n", (False, False)),
        ("hugo.toml", "title = 'Pots'\n", (True, True)),
        ("hugo.toml", "buildFuture = true\n", (False, True)),
        ("hugo.yaml", "buildExpired: true\n", (True, False)),
        ("mkdocs.yml", "site_name: Pots\n", (False, False)),
    ],
)
def test_what_is_left_out_follows_from_the_config(
    tmp_path: Path, name: str, text: str, hides: tuple[bool, bool]
) -> None:
    found = settings(tmp_path, name, text)
    assert (found.hides_future, found.hides_expired) == hides


@pytest.mark.parametrize(
    ("name", "text"),
    [("_config.yml", "timezone: Asia/Tokyo\n"), ("hugo.toml", "timeZone = 'Asia/Tokyo'\n")],
)
def test_the_time_zone_is_that_of_the_config(tmp_path: Path, name: str, text: str) -> None:
    assert settings(tmp_path, name, text).time_zone == "Asia/Tokyo"
