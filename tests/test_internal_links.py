"""Which URLs stay on the site."""

import pytest

from seolint.document import SiteSettings


@pytest.mark.parametrize(
    ("url", "internal"),
    [
        ("/a/", True),
        ("a.md", True),
        ("#a", True),
        ("https://kiln.example/a", True),
        ("http://www.KILN.example", True),
        ("//kiln.example/a", True),
        ("https://shop.kiln.example/", False),
        ("https://img.example/a.png", True),
        ("https://clay.example/", False),
        ("mailto:ines@kiln.example", False),
        ("tel:+100200300", False),
    ],
)
def test_own_hosts_and_relative_urls_are_internal(url: str, internal: bool) -> None:
    site = SiteSettings(
        base_url="https://www.kiln.example/blog/", allowed_hosts=("www.img.example",)
    )
    assert site.is_internal(url) is internal


def test_without_settings_only_relative_urls_are_internal() -> None:
    site = SiteSettings()
    assert site.is_internal("/a/") and not site.is_internal("https://kiln.example/a")
