"""All that a rule may import; the stable surface of seolint."""

from seolint.dates import parse_date
from seolint.document import (
    Attributes,
    Block,
    Document,
    Element,
    Heading,
    Image,
    Kind,
    Link,
    ReadingProblem,
)
from seolint.facts import Alternate, Facts, Label, Mention, Reference
from seolint.files import File
from seolint.finding import Edit, Fix, Problem, Related, Severity
from seolint.history import Change, History
from seolint.images import ImageType, image_type
from seolint.keyphrase import (
    Keyphrase,
    holds_any,
    index_words,
    missing_words,
    occurrences,
    parse_keyphrase,
)
from seolint.language.lengths import SENTENCE_LENGTHS, limit_for, may_exceed
from seolint.language.link_phrases import GENERIC_LINK_TEXTS
from seolint.language.passive import PASSIVE_LANGUAGES, is_passive
from seolint.language.readability import FORMULAS, reading_ease
from seolint.language.recognition import Guess, other_language
from seolint.language.sentences import split_sentences
from seolint.language.stems import stem
from seolint.language.stopwords import stop_words
from seolint.language.tags import TagFlaw, tag_flaw
from seolint.language.words import DENSE, UNSPACED, word_list
from seolint.patterns import lazy_regex
from seolint.phrases import LONGEST_PHRASE, frequent_words, longest_phrase, phrases
from seolint.prose import CODE, UNKNOWN, Prose
from seolint.resolution import CONFIDENCES, Confidence, Target, address_key
from seolint.rule import (
    Evidence,
    Example,
    Options,
    Source,
    bad,
    document_rule,
    git_rule,
    good,
    net_rule,
    site_rule,
)
from seolint.site import Lead, Site
from seolint.span import Span
from seolint.spelling import distance
from seolint.structured import Flaw, StructuredData, type_names, type_values, values_of
from seolint.urls import (
    file_name,
    has_valid_host,
    host,
    is_external,
    is_host_within,
    is_local_host,
    scheme,
)
from seolint.values import Field, FieldType
from seolint.web import Answer, Web
from seolint.widths import pixel_width, result_text

__all__ = [
    "CODE",
    "CONFIDENCES",
    "DENSE",
    "FORMULAS",
    "GENERIC_LINK_TEXTS",
    "LONGEST_PHRASE",
    "PASSIVE_LANGUAGES",
    "SENTENCE_LENGTHS",
    "UNKNOWN",
    "UNSPACED",
    "Alternate",
    "Answer",
    "Attributes",
    "Block",
    "Change",
    "Confidence",
    "Document",
    "Edit",
    "Element",
    "Evidence",
    "Example",
    "Facts",
    "Field",
    "FieldType",
    "File",
    "Fix",
    "Flaw",
    "Guess",
    "Heading",
    "History",
    "Image",
    "ImageType",
    "Keyphrase",
    "Kind",
    "Label",
    "Lead",
    "Link",
    "Mention",
    "Options",
    "Problem",
    "Prose",
    "ReadingProblem",
    "Reference",
    "Related",
    "Severity",
    "Site",
    "Source",
    "Span",
    "StructuredData",
    "TagFlaw",
    "Target",
    "Web",
    "address_key",
    "bad",
    "distance",
    "document_rule",
    "file_name",
    "frequent_words",
    "git_rule",
    "good",
    "has_valid_host",
    "holds_any",
    "host",
    "image_type",
    "index_words",
    "is_external",
    "is_host_within",
    "is_local_host",
    "is_passive",
    "lazy_regex",
    "limit_for",
    "longest_phrase",
    "may_exceed",
    "missing_words",
    "net_rule",
    "occurrences",
    "other_language",
    "parse_date",
    "parse_keyphrase",
    "phrases",
    "pixel_width",
    "reading_ease",
    "result_text",
    "scheme",
    "site_rule",
    "split_sentences",
    "stem",
    "stop_words",
    "tag_flaw",
    "type_names",
    "type_values",
    "values_of",
    "word_list",
]
