"""Files and tables -> articles."""

from .collection import check_folder, read_articles
from .frames import as_articles

__all__ = ["as_articles", "check_folder", "read_articles"]
