"""Where the URLs of images lead."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote

from seolint.facts import Facts
from seolint.resolution.addresses import folder_of
from seolint.resolution.resolver import HTML_KINDS, Resolver
from seolint.resolution.target import Confidence, Target


def image_target(
    resolver: Resolver, url: str, page: Facts, *, known: bool = True, kind: str = ""
) -> Target:
    """The target of the URL of an image; what is missing tells how sure that is.

    It is quite sure where the folder is there, and the file is not.
    """
    url = url.strip()
    if known and url.startswith(("@", "~")) and not url.startswith(resolver.marks):
        return Target("unknown", reason="an alias of the build")
    target = resolver.resolve(url, page, known=known, kind=kind)
    if target.state != "missing" or target.reason == "outside the site":
        return target
    if known:
        places = image_places(resolver, url, page, kind)
    elif target.path.startswith("/"):
        places = resolver.served.places(target.path)
    else:
        places = [target.path]
    rules = resolver.rules
    files = resolver.files
    relative = not url.startswith("/")
    near = any(files.names(dirname(place) or ".") for place in places)
    sure = near and not (kind == "field" and relative)
    if not sure and relative and rules.files == "url":
        beside = normpath(join(dirname(page.path), unquote(url)))
        sure = kind != "field" and known and files.get(beside) is None
    if kind in HTML_KINDS and known and not rules.html_sources:
        sure = sure or relative
    confidence: Confidence = "high" if sure and page.kind != "partial" else "low"
    return Target("missing", None, target.path, "", confidence, "there is no such file")


def image_places(resolver: Resolver, url: str, page: Facts, kind: str = "") -> list[str]:
    """The paths of files that the URL of an image may mean, relative to the root."""
    path = unquote(url.partition("#")[0].partition("?")[0])
    rules = resolver.rules
    for mark, folder in (*rules.marks.items(), *rules.file_marks.items()):
        if path.startswith(mark):
            inner = path[len(mark) :].lstrip("/")
            base = join(resolver.settings.folder, folder) if folder else dirname(page.path)
            return [normpath(join(base, inner))]
    places: list[str] = []
    if not path.startswith("/"):
        if rules.files == "source" and (kind not in HTML_KINDS or rules.html_sources):
            return [normpath(join(dirname(page.path), path))]
        if page.url is None:
            return []
        if rules.files in ("bundle", "beside"):
            places.append(normpath(join(dirname(page.path), path)))
        path = normpath(join(folder_of(page.url), path))
    return places + resolver.served.places(resolver.served.without_base(path))
