"""A rule: a documented function with its evidence and its examples."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypedDict, TypeVar, Unpack, overload

from msgspec import Struct

from seolint.finding import Problem, Severity
from seolint.web import Outcome

if TYPE_CHECKING:
    from seolint.document import Document
    from seolint.history import History
    from seolint.site import Site
    from seolint.web import Web

Scope = Literal["doc", "site", "git", "net", "engine"]
"""What a rule sees: a page, all pages, a change, the web; `engine` are what seolint says itself."""
Grade = Literal["G", "G!", "S", "M", "F"]

GRADES: Mapping[Grade, str] = {
    "G": "a search engine says so",
    "G!": "a search engine says the opposite of the folklore",
    "S": "a standard or the generator's documentation",
    "M": "measured on real content",
    "F": "folklore: tools do it, no primary source",
}


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The base of a rule's options; its fields are the keys of `[rules.NAME]`."""


class Source(Struct, frozen=True):
    """Where a claim can be read."""

    title: str
    url: str


class Evidence(Struct, frozen=True):
    """How well founded a rule is: a grade, the claim, and where it is made."""

    grade: Grade
    claim: str
    source: Source | None = None


class Example(Struct, frozen=True, kw_only=True):
    """Pages that a rule judges: documentation and test in one.

    `⟦…⟧` marks the characters that must be reported, so an example without marks is a
    good one. The first of `pages` is the one shown. `fixed` is that page after its fix;
    without it no fix may be offered. `site` is the `[site]` table of the example, `files`
    are other files of the site by their paths, such as images. `before` are the pages as they
    were, for a rule that sees a change; a page of the same text at another path has moved.
    `answers` is what the web says: a status, or how a request ends without one.
    """

    pages: Mapping[str, str]
    wrong: bool
    fixed: str | None = None
    severity: Severity | None = None
    site: Mapping[str, Any] = {}
    files: Mapping[str, bytes] = {}
    before: Mapping[str, str] = {}
    answers: Mapping[str, int | Outcome] = {}
    options: Mapping[str, Any] = {}

    @property
    def text(self) -> str:
        """The page that is shown."""
        return next(iter(self.pages.values()))


class Rule(Struct, frozen=True, kw_only=True):
    """A rule. Its code and name are those of its file; nothing declares them twice."""

    scope: Scope
    severity: Severity
    evidence: tuple[Evidence, ...]
    docs: str
    examples: tuple[Example, ...] = ()
    options: type[Options] = Options
    default: bool = True
    preview: bool = False
    hidden_by: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    check: Callable[..., Iterable[Problem]] | None = None

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.docs.strip().partition("\n")[0]

    @property
    def rationale(self) -> str:
        """The documentation after its first line."""
        return self.docs.strip().partition("\n")[2].strip()

    @property
    def fixable(self) -> bool:
        """Whether some example proves a fix."""
        return any(example.fixed is not None for example in self.examples)

    @property
    def profile(self) -> str:
        """The smallest profile that holds the rule."""
        if self.preview:
            return "all"
        if not self.default:
            return "strict"
        return "essential" if self.severity == "error" else "recommended"


class _Traits(TypedDict, total=False):
    """What a rule may declare beyond what every rule declares."""

    default: bool
    preview: bool
    hidden_by: tuple[str, ...]
    related: tuple[str, ...]
    formerly: tuple[str, ...]


OptionsType = TypeVar("OptionsType", bound=Options)
Problems = Iterable[Problem]


@overload
def document_rule(
    *,
    severity: Severity,
    evidence: Sequence[Evidence],
    examples: Sequence[Example],
    **traits: Unpack[_Traits],
) -> "Callable[[Callable[[Document], Problems]], Rule]": ...
@overload
def document_rule(
    *,
    severity: Severity,
    evidence: Sequence[Evidence],
    examples: Sequence[Example],
    options: type[OptionsType],
    **traits: Unpack[_Traits],
) -> "Callable[[Callable[[Document, OptionsType], Problems]], Rule]": ...
def document_rule(**declared: Any) -> Callable[[Callable[..., Problems]], Rule]:
    """A rule over one page: its findings follow from the page and the settings alone."""
    return lambda check: _rule("doc", check, declared)


@overload
def site_rule(
    *,
    severity: Severity,
    evidence: Sequence[Evidence],
    examples: Sequence[Example],
    **traits: Unpack[_Traits],
) -> "Callable[[Callable[[Site], Problems]], Rule]": ...
@overload
def site_rule(
    *,
    severity: Severity,
    evidence: Sequence[Evidence],
    examples: Sequence[Example],
    options: type[OptionsType],
    **traits: Unpack[_Traits],
) -> "Callable[[Callable[[Site, OptionsType], Problems]], Rule]": ...
def site_rule(**declared: Any) -> Callable[[Callable[..., Problems]], Rule]:
    """A rule over the facts of all pages of a root, run anew when anything it may see changed."""
    return lambda check: _rule("site", check, declared)


@overload
def git_rule(
    *,
    severity: Severity,
    evidence: Sequence[Evidence],
    examples: Sequence[Example],
    **traits: Unpack[_Traits],
) -> "Callable[[Callable[[Site, History], Problems]], Rule]": ...
@overload
def git_rule(
    *,
    severity: Severity,
    evidence: Sequence[Evidence],
    examples: Sequence[Example],
    options: type[OptionsType],
    **traits: Unpack[_Traits],
) -> "Callable[[Callable[[Site, History, OptionsType], Problems]], Rule]": ...
def git_rule(**declared: Any) -> Callable[[Callable[..., Problems]], Rule]:
    """A rule over what a change did to the pages of a root; it runs where a base is known."""
    return lambda check: _rule("git", check, declared)


@overload
def net_rule(
    *,
    severity: Severity,
    evidence: Sequence[Evidence],
    examples: Sequence[Example],
    **traits: Unpack[_Traits],
) -> "Callable[[Callable[[Site, Web], Problems]], Rule]": ...
@overload
def net_rule(
    *,
    severity: Severity,
    evidence: Sequence[Evidence],
    examples: Sequence[Example],
    options: type[OptionsType],
    **traits: Unpack[_Traits],
) -> "Callable[[Callable[[Site, Web, OptionsType], Problems]], Rule]": ...
def net_rule(**declared: Any) -> Callable[[Callable[..., Problems]], Rule]:
    """A rule over what the web answered to the links of a site; it runs with `--online` alone."""
    return lambda check: _rule("net", check, declared)


def _rule(scope: Scope, check: Callable[..., Problems], declared: dict[str, Any]) -> Rule:
    declared["evidence"] = tuple(declared["evidence"])
    declared["examples"] = tuple(declared["examples"])
    docs = check.__globals__.get("__doc__") or ""
    return Rule(scope=scope, check=check, docs=docs, **declared)


def good(
    text: str = "",
    *,
    path: str = "post.md",
    pages: Mapping[str, str] | None = None,
    site: Mapping[str, Any] | None = None,
    files: Mapping[str, bytes] | None = None,
    before: Mapping[str, str] | None = None,
    answers: Mapping[str, int | Outcome] | None = None,
    **options: Any,
) -> Example:
    """An example on which the rule stays silent; further keywords are options of the rule."""
    return Example(
        pages=pages or {path: text},
        wrong=False,
        site=site or {},
        files=files or {},
        before=before or {},
        answers=answers or {},
        options=options,
    )


def bad(
    text: str = "",
    *,
    path: str = "post.md",
    pages: Mapping[str, str] | None = None,
    fixed: str | None = None,
    site: Mapping[str, Any] | None = None,
    files: Mapping[str, bytes] | None = None,
    before: Mapping[str, str] | None = None,
    answers: Mapping[str, int | Outcome] | None = None,
    severity: Severity | None = None,
    **options: Any,
) -> Example:
    """An example on which the rule reports exactly the marked places."""
    return Example(
        pages=pages or {path: text},
        wrong=True,
        fixed=fixed,
        severity=severity,
        site=site or {},
        files=files or {},
        before=before or {},
        answers=answers or {},
        options=options,
    )
