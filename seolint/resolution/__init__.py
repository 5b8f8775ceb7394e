"""Where a link of a page leads: to a page, to a file, elsewhere, or nowhere."""

from seolint.resolution.addresses import address_key
from seolint.resolution.resolver import Resolver
from seolint.resolution.target import CONFIDENCES, Confidence, State, Target

__all__ = ["CONFIDENCES", "Confidence", "Resolver", "State", "Target", "address_key"]
