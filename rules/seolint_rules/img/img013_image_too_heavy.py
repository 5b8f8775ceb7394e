"""An image is a large file.

Images are most of what a page weighs, and on a phone the large one at the top decides how
long readers look at nothing. Many sites compress images when they are built: there the
files may be as large as the camera made them.
"""

from collections.abc import Iterator

from seolint.api import Evidence, Options, Problem, Site, bad, good, site_rule
from seolint_rules.sources import G_IMG, GEO_LINT, SCREAMING_FROG, WEB_DEV_LCP

RASTER = ("avif", "bmp", "gif", "jpeg", "jpg", "png", "webp")

VIDEO_KB = 1000
"""An animation in a larger GIF is a fraction of that as a video."""


class ImageTooHeavy(Options, frozen=True):
    """`warn-kb` and `error-kb`: kilobytes of 1,000 bytes."""

    warn_kb: int = 300
    error_kb: int = 2000


@site_rule(
    severity="warning",
    evidence=[
        Evidence("G", "images are often the largest part of a page", G_IMG),
        Evidence("S", "the largest element of a good page shows within 2.5 seconds", WEB_DEV_LCP),
        Evidence("F", "100 kB", SCREAMING_FROG),
        Evidence("F", "500 kB", GEO_LINT),
    ],
    options=ImageTooHeavy,
    examples=[
        good("![A loaf](loaf.jpg)\n", files={"loaf.jpg": bytes(1000)}, warn_kb=1),
        good("![A loaf](loaf.svg)\n", files={"loaf.svg": bytes(1001)}, warn_kb=1),
        good("![A loaf](loaf.jpg)\n"),
        good(
            "![A loaf](loaf.jpg)\n",
            site={"generator": "astro"},
            files={"loaf.jpg": bytes(1001)},
            warn_kb=1,
        ),
        bad(
            "![A loaf](⟦/loaf.jpg⟧)\n\n![A slice](/loaf.jpg)\n",
            files={"loaf.jpg": bytes(1001)},
            severity="warning",
            warn_kb=1,
        ),
        bad(
            "---\ntitle: A loaf\nimage: ⟦loaf.png⟧\n---\n",
            files={"loaf.png": bytes(2001)},
            severity="error",
            warn_kb=1,
            error_kb=2,
        ),
    ],
)
def check(site: Site, options: ImageTooHeavy) -> Iterator[Problem]:
    if site.settings.image_pipeline:
        return
    for page in site.pages:
        seen: set[str] = set()
        for image in page.images:
            file = site.find_file(image.text, page) if image.known else None
            if file is None or file.path in seen or file.size <= options.warn_kb * 1000:
                continue
            suffix = file.path.rpartition(".")[2].lower()
            if suffix not in RASTER:
                continue
            seen.add(file.path)
            weight = round(file.size / 1000)
            yield Problem(
                image.span,
                f"The image weighs {weight:,} kB, more than {options.warn_kb:,}",
                help="Use a video"
                if suffix == "gif" and weight > VIDEO_KB
                else "Make it as small as it is shown, and save it as WebP or AVIF",
                subject=f"image:{file.path}",
                severity="error" if file.size > options.error_kb * 1000 else "warning",
                path=page.path,
                data={"target": file.path, "kilobytes": weight, "limit": options.warn_kb},
            )
