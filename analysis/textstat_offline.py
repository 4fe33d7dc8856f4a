"""textstat without the network: the pronouncing dictionary that it would fetch is shipped in `cmudict/`."""

import atexit
import shutil
import tempfile
import warnings
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parent / "cmudict"
DICTIONARY = "corpora/cmudict"  # the name under which textstat asks NLTK for it


def load_textstat():
    """The textstat module, with the shipped dictionary first among the places where NLTK looks."""
    import nltk.data

    folder = _dictionary_folder()
    if folder not in nltk.data.path:
        nltk.data.path.insert(0, folder)
    import textstat

    return textstat


@cache
def _dictionary_folder():
    """A folder that NLTK reads the dictionary from: the shipped one, or a private copy.

    NLTK passes over a folder that other accounts may write to, as a clone often is where groups share their files,
    and textstat would then go to the network.
    """
    import nltk.data

    nltk.data.path.insert(0, str(SHIPPED))  # NLTK opens nothing outside the folders of this list
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it was passed over
            nltk.data.find(DICTIONARY, paths=[str(SHIPPED)])
        return str(SHIPPED)
    except LookupError:
        return _private_copy()
    finally:
        nltk.data.path.remove(str(SHIPPED))


def _private_copy():
    """A folder that only this account may write to, with the dictionary in it; removed when Python ends."""
    folder = Path(tempfile.mkdtemp(prefix="cmudict-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "corpora").mkdir(mode=0o700)
    archive = folder / f"{DICTIONARY}.zip"
    shutil.copyfile(SHIPPED / f"{DICTIONARY}.zip", archive)
    archive.chmod(0o600)
    return str(folder)
