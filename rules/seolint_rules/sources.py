"""Where the claims of the rules can be read."""

from seolint.api import Source

_SEARCH = "https://developers.google.com/search/docs"
_ACT = "https://act-rules.github.io/rules"

G_TITLE = Source(
    "Influencing your title links in search results", f"{_SEARCH}/appearance/title-link"
)
G_SNIP = Source("Control your snippets in search results", f"{_SEARCH}/appearance/snippet")
G_START = Source("SEO Starter Guide", f"{_SEARCH}/fundamentals/seo-starter-guide")
G_IMG = Source("Image SEO best practices", f"{_SEARCH}/appearance/google-images")
G_LINK = Source("Link best practices for Google", f"{_SEARCH}/crawling-indexing/links-crawlable")
G_QUAL = Source(
    "Qualify your outbound links to Google", f"{_SEARCH}/crawling-indexing/qualify-outbound-links"
)
G_CANON = Source(
    "How to specify a canonical URL", f"{_SEARCH}/crawling-indexing/consolidate-duplicate-urls"
)
G_ROBOTS = Source("Robots meta tag specifications", f"{_SEARCH}/crawling-indexing/robots-meta-tag")
G_URL = Source(
    "URL structure best practices for Google", f"{_SEARCH}/crawling-indexing/url-structure"
)
G_SPAM = Source("Spam policies for Google web search", f"{_SEARCH}/essentials/spam-policies")
G_HELP = Source(
    "Creating helpful, reliable, people-first content",
    f"{_SEARCH}/fundamentals/creating-helpful-content",
)
G_DATE = Source(
    "Influence your byline dates in Google Search", f"{_SEARCH}/appearance/publication-dates"
)
G_HREF = Source(
    "Tell Google about localized versions of your page",
    f"{_SEARCH}/specialty/international/localized-versions",
)
G_ART = Source("Article structured data", f"{_SEARCH}/appearance/structured-data/article")
G_BREAD = Source("Breadcrumb structured data", f"{_SEARCH}/appearance/structured-data/breadcrumb")
G_SDPOL = Source(
    "General structured data guidelines", f"{_SEARCH}/appearance/structured-data/sd-policies"
)
G_UPD = Source(
    "Latest Google Search documentation updates", "https://developers.google.com/search/updates"
)
G_AI = Source(
    "Optimizing for generative AI features in Search",
    f"{_SEARCH}/fundamentals/ai-optimization-guide",
)
G_GENAI = Source(
    "Guidance on using generative AI content", f"{_SEARCH}/fundamentals/using-gen-ai-content"
)
G_DISC = Source("Get on Discover", f"{_SEARCH}/appearance/google-discover")
G_MOVE = Source(
    "Move a site with URL changes", f"{_SEARCH}/crawling-indexing/site-move-with-url-changes"
)
B_WMG = Source(
    "Bing Webmaster Guidelines",
    "https://www.bing.com/webmasters/help/webmaster-guidelines-30fba23a",
)
MS_AI = Source(
    "Optimizing your content for inclusion in AI search answers",
    "https://about.ads.microsoft.com/en/blog/post/october-2025/"
    "optimizing-your-content-for-inclusion-in-ai-search-answers",
)

X_CARDS = Source(
    "Summary card with large image",
    "https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image",
)
OGP = Source("The Open Graph protocol", "https://ogp.me/")
FACEBOOK = Source(
    "Images in link shares", "https://developers.facebook.com/docs/sharing/webmasters/images"
)
WEB_DEV = Source("Optimize Cumulative Layout Shift", "https://web.dev/articles/optimize-cls")
WEB_DEV_LAZY = Source(
    "Browser-level image lazy loading for the web",
    "https://web.dev/articles/browser-level-image-lazy-loading",
)

HTML_STANDARD = Source("HTML Living Standard", "https://html.spec.whatwg.org/multipage/")
RFC3986 = Source(
    "RFC 3986: Uniform Resource Identifier, generic syntax",
    "https://www.rfc-editor.org/rfc/rfc3986",
)
COMMONMARK = Source("CommonMark Spec", "https://spec.commonmark.org/0.31.2/")
YAML_SPEC = Source("YAML Ain't Markup Language, version 1.2", "https://yaml.org/spec/1.2.2/")
UNICODE = Source("The Unicode Standard", "https://www.unicode.org/versions/latest/")
UTS39 = Source("UTS #39: Unicode Security Mechanisms", "https://www.unicode.org/reports/tr39/")
GIT_MERGE = Source(
    "git-merge: how conflicts are presented",
    "https://git-scm.com/docs/git-merge#_how_conflicts_are_presented",
)
JEKYLL_FM = Source("Jekyll: front matter", "https://jekyllrb.com/docs/front-matter/")
HUGO_FM = Source("Hugo: front matter", "https://gohugo.io/content-management/front-matter/")

WCAG_111 = Source(
    "WCAG 2.2, 1.1.1: Non-text Content",
    "https://www.w3.org/WAI/WCAG22/Understanding/non-text-content",
)
WCAG_244 = Source(
    "WCAG 2.2, 2.4.4: Link Purpose (In Context)",
    "https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context",
)
WCAG_G141 = Source(
    "WCAG technique G141: Organizing a page using headings",
    "https://www.w3.org/WAI/WCAG22/Techniques/general/G141",
)
WCAG_H30 = Source(
    "WCAG technique H30: Providing link text that describes the purpose of a link",
    "https://www.w3.org/WAI/WCAG22/Techniques/html/H30",
)
ACT = Source("ACT Rules", f"{_ACT}/")
ACT_23A2A8 = Source("ACT 23a2a8: Image has non-empty accessible name", f"{_ACT}/23a2a8")
ACT_2779A5 = Source("ACT 2779a5: HTML page has non-empty title", f"{_ACT}/2779a5")
ACT_9EB3F6 = Source("ACT 9eb3f6: Image filename is accessible name for image", f"{_ACT}/9eb3f6")
ACT_AIZYF1 = Source("ACT aizyf1: Link is descriptive", f"{_ACT}/aizyf1")
ACT_C487AE = Source("ACT c487ae: Link has non-empty accessible name", f"{_ACT}/c487ae")
ACT_FFD0E9 = Source("ACT ffd0e9: Heading has non-empty accessible name", f"{_ACT}/ffd0e9")

AXE = Source(
    "axe-core: rule descriptions",
    "https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md",
)
LIGHTHOUSE = Source(
    "Lighthouse: SEO audits",
    "https://github.com/GoogleChrome/lighthouse/tree/main/core/audits/seo",
)
YOAST = Source("Yoast SEO: content analysis", "https://www.npmjs.com/package/yoastseo")
RANK_MATH = Source("Rank Math SEO", "https://github.com/rankmath/seo-by-rank-math")
SCREAMING_FROG = Source(
    "Screaming Frog SEO Spider: issues", "https://www.screamingfrog.co.uk/seo-spider/issues/"
)
MARKDOWNLINT = Source(
    "markdownlint: rules",
    "https://github.com/DavidAnson/markdownlint/blob/main/doc/Rules.md",
)
MARKDOWNLINT_GITHUB = Source(
    "markdownlint-github: rules",
    "https://github.com/github/markdownlint-github/tree/main/docs/rules",
)
HTML_PROOFER = Source("html-proofer", "https://github.com/gjtorikian/html-proofer")
HTML_VALIDATE = Source("html-validate: rules", "https://html-validate.org/rules/")
NUXT_LINK_CHECKER = Source("Nuxt Link Checker", "https://github.com/harlan-zw/nuxt-link-checker")
ASTRO_POST_AUDIT = Source("astro-post-audit", "https://github.com/casoon/astro-post-audit")
GEO_LINT = Source("geo-lint", "https://github.com/IJONIS/geo-lint")
INDXEL = Source("indxel", "https://github.com/indxel/indxel")
RUMDL = Source("rumdl: rules", "https://github.com/rvben/rumdl/tree/main/docs")
WCAG_F2 = Source(
    "WCAG failure F2: Changes in text presentation instead of structure",
    "https://www.w3.org/WAI/WCAG22/Techniques/failures/F2",
)
WEB_DEV_LCP = Source("Largest Contentful Paint", "https://web.dev/articles/lcp")
YAML_TYPES = Source("Types for YAML 1.1", "https://yaml.org/type/")
ACT_3EA0C8 = Source("ACT 3ea0c8: Id attribute value is unique", f"{_ACT}/3ea0c8")
JEKYLL_POSTS = Source("Jekyll: posts", "https://jekyllrb.com/docs/posts/")
JEKYLL_UPGRADE = Source(
    "Upgrading Jekyll from 2 to 3: future posts", "https://jekyllrb.com/docs/upgrading/2-to-3/"
)
HUGO_USAGE = Source(
    "Hugo: draft, future, and expired content",
    "https://gohugo.io/getting-started/usage/#draft-future-and-expired-content",
)
BCP47 = Source("BCP 47: Tags for identifying languages", "https://www.rfc-editor.org/info/bcp47")
IANA_SUBTAGS = Source(
    "IANA: language subtag registry",
    "https://www.iana.org/assignments/language-subtag-registry/language-subtag-registry",
)
WCAG_311 = Source(
    "WCAG 2.2, 3.1.1: Language of Page",
    "https://www.w3.org/WAI/WCAG22/Understanding/language-of-page",
)
ACT_UCWVC8 = Source(
    "ACT ucwvc8: HTML page language subtag matches default language", f"{_ACT}/ucwvc8"
)
RFC8259 = Source(
    "RFC 8259: The JavaScript Object Notation (JSON) data interchange format",
    "https://www.rfc-editor.org/rfc/rfc8259",
)
JSON_LD = Source("JSON-LD 1.1", "https://www.w3.org/TR/json-ld11/")
ISO_8601 = Source("Date and time formats", "https://www.w3.org/TR/NOTE-datetime")
HUGO_MARKUP = Source("Hugo: markup", "https://gohugo.io/configuration/markup/")
G_HOWTO = Source(
    "Changes to HowTo and FAQ rich results",
    "https://developers.google.com/search/blog/2023/08/howto-faq-changes",
)
G_SIMPLER = Source(
    "Simplifying the search results page",
    "https://developers.google.com/search/blog/2025/06/simplifying-search-results",
)
HUGO_SHORTCODES = Source("Hugo: shortcodes", "https://gohugo.io/content-management/shortcodes/")
LIQUID = Source("Liquid: tags", "https://shopify.github.io/liquid/tags/template/")
MDX = Source("What is MDX?", "https://mdxjs.com/docs/what-is-mdx/")
WRITE_GOOD = Source("write-good", "https://github.com/btford/write-good")
