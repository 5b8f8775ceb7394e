"""All that a rule may import; the stable surface of seolint."""

from seolint.document import (
    Attributes,
    Block,
    Document,
    Heading,
    Image,
    Kind,
    Link,
    ReadingProblem,
)
from seolint.facts import Facts, Mention, Site
from seolint.files import File
from seolint.finding import Edit, Fix, Problem, Related, Severity
from seolint.language.link_phrases import GENERIC_LINK_TEXTS
from seolint.language.readability import FORMULAS, reading_ease
from seolint.language.sentences import split_sentences
from seolint.language.stopwords import stop_words
from seolint.language.words import word_list
from seolint.phrases import frequent_words, longest_phrase, phrases
from seolint.prose import CODE, UNKNOWN, Prose
from seolint.rule import Evidence, Example, Options, Source, bad, document_rule, good, site_rule
from seolint.span import Span
from seolint.spelling import distance
from seolint.urls import file_name, has_valid_host, host, is_external, is_host_within, scheme
from seolint.values import Field
from seolint.widths import pixel_width, result_text

__all__ = [
    "CODE",
    "FORMULAS",
    "GENERIC_LINK_TEXTS",
    "UNKNOWN",
    "Attributes",
    "Block",
    "Document",
    "Edit",
    "Evidence",
    "Example",
    "Facts",
    "Field",
    "File",
    "Fix",
    "Heading",
    "Image",
    "Kind",
    "Link",
    "Mention",
    "Options",
    "Problem",
    "Prose",
    "ReadingProblem",
    "Related",
    "Severity",
    "Site",
    "Source",
    "Span",
    "bad",
    "distance",
    "document_rule",
    "file_name",
    "frequent_words",
    "good",
    "has_valid_host",
    "host",
    "is_external",
    "is_host_within",
    "longest_phrase",
    "phrases",
    "pixel_width",
    "reading_ease",
    "result_text",
    "scheme",
    "site_rule",
    "split_sentences",
    "stop_words",
    "word_list",
]
