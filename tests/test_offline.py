"""textstat and readability with the network refused, and without any data of NLTK on the machine."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from analysis import textstat_offline

ROOT = Path(__file__).parents[1]
NO_NETWORK = """
import socket
def refuse(*args, **kwargs):
    raise OSError("the network was asked for")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = refuse
"""


def run_offline(code, tmp_path):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("NLTK", "PYTHON"))}
    env |= {
        "HOME": str(tmp_path),
        "USERPROFILE": str(tmp_path),
        "APPDATA": str(tmp_path),
        "NLTK_DATA": str(tmp_path / "none"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NO_NETWORK + code],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_score_of_textstat_that_is_used_works_without_the_network(tmp_path):
    out = run_offline(
        """
from analysis.textstat_offline import load_textstat
from analysis.readability import FORMULAS
textstat = load_textstat()
names = [name for name in FORMULAS if hasattr(textstat, name)]
print(len(names), all(getattr(textstat, name)("The committee deliberated. It was late.") is not None for name in names))
""",
        tmp_path,
    )
    assert out.split() == ["9", "True"]


def test_readability_works_without_the_network(tmp_path):
    out = run_offline(
        """
import pandas as pd
from analysis.readability import readability
articles = pd.DataFrame({"article_id": ["a"], "text": ["The committee deliberated for hours. It was late."]})
for counting in ("news", "textstat"):
    print(readability(articles, counting=counting)["n_syllables"][0])
""",
        tmp_path,
    )
    assert out.split() == ["15", "15"]  # the com-mit-tee de-lib-er-a-ted for hou-rs, it was late


def test_importing_the_package_changes_no_search_path_and_loads_no_textstat(tmp_path):
    out = run_offline(
        """
import sys
import analysis.readability
print("textstat" in sys.modules, "nltk" in sys.modules)
""",
        tmp_path,
    )
    assert out.split() == ["False", "False"]


def test_loading_twice_adds_the_dictionary_once():
    import nltk.data

    textstat_offline.load_textstat()
    paths = list(nltk.data.path)
    textstat_offline.load_textstat()
    assert nltk.data.path == paths
    assert len(paths) == len(set(paths))


def test_the_dictionary_is_shipped_with_its_licence_and_is_small():
    archive = textstat_offline.SHIPPED / "corpora" / "cmudict.zip"
    assert archive.stat().st_size <= 1_100_000
    assert (textstat_offline.SHIPPED / "LICENSE").read_text(encoding="utf-8").count("Carnegie Mellon")
    with ZipFile(archive) as entries:
        assert "cmudict/cmudict" in entries.namelist()


def test_a_shipped_folder_that_nltk_passes_over_is_copied_to_a_private_one():
    private = Path(textstat_offline._private_copy())
    shipped = textstat_offline.SHIPPED / "corpora" / "cmudict.zip"
    assert (private / "corpora" / "cmudict.zip").read_bytes() == shipped.read_bytes()
