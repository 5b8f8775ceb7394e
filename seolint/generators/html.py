"""Finished HTML: a folder of pages as a server sends them."""

from seolint.generators import SiteGenerator
from seolint.generators.addresses import UrlRules
from seolint.generators.detection import FILES
from seolint.links import LinkRules

HTML = SiteGenerator(
    name="html",
    detection=FILES["html"],
    slugger="none",
    urls=UrlRules(ending=".html"),
    title_fallback="none",
    links=LinkRules(lists=False),
)
