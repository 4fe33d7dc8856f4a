"""Files and tables -> articles."""

from .collection import check_folder, read_articles
