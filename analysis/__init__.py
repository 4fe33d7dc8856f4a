"""How news is written: quotation density, readability and topic coverage of a collection of articles."""

from .quotations import extract_quotations, quotation_density
