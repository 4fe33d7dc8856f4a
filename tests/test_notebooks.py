"""The notebooks: their form, and that Run All works on any collection."""

import ast
import functools
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest

from analysis import report

PROJECT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
EXPECTED = [
    "00-start-here",
    "01-quotation-density",
    "02-speakers",
    "03-readability",
    "04-topic-coverage",
    "05-one-article",
]
SOURCES = ["sample", "one article", "bare text", "empty folder", "good and broken"]

ONE_ARTICLE = """Relief flights to resume after runway is repaired, UN official says

22 April 2024 – The first relief flights in five weeks will land in Tarsk on Friday, a senior United Nations official
said today, after engineers repaired a runway that flooding had cut in two.

“Every day without that runway has been a day without medicine,” Lucia Marchetti told reporters in Geneva. “We do not
intend to lose another.”

Ms. Marchetti said that 40 tonnes of supplies were waiting in three warehouses. She called on both sides to keep the
road from the airport open, describing it as “the narrowest of lifelines”.

Some 12,000 people have left the valley since March, according to the provincial authorities.

News Tracker: past stories on this issue

Floods cut off northern valley
"""

BARE_TEXT = """Maize prices steady after late rain

Maize prices held steady at the three inland markets this week as late rain raised hopes for the second harvest.
A bag cost as much as it did in the spring. The mill has taken on a second shift.
"""  # no quotation, no date, no outlet

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@functools.cache
def _folder():
    return Path(tempfile.mkdtemp(prefix="notebooks-"))


@pytest.fixture(scope="module", autouse=True)
def _clean_up():
    yield
    shutil.rmtree(_folder())


@functools.cache
def _runs(source):
    """`{notebook: (notebook with outputs, failure)}` on one of SOURCES."""
    folder = _folder() / source
    folder.mkdir()
    if source == "sample":
        folder = PROJECT / "data" / "sample"
    if source in ("one article", "good and broken"):
        (folder / "runway.txt").write_text(ONE_ARTICLE, "utf-8")
    if source == "bare text":
        (folder / "maize.txt").write_text(BARE_TEXT, "utf-8")
    if source == "good and broken":
        (folder / "broken.json").write_text('{"title": "Cut off in the mid', "utf-8")
    return dict(zip((path.stem for path in NOTEBOOKS), report.run_notebooks(NOTEBOOKS, folder), strict=True))


def _outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def _read_out(notebook):
    """Everything the outputs say, as text."""
    parts = [output.get("text", "") for output in _outputs(notebook)]
    parts += [text for output in _outputs(notebook) for kind, text in output.get("data", {}).items() if "text" in kind]
    return "\n".join(parts)


def test_the_notebooks_are_there():
    assert set(EXPECTED) <= {path.stem for path in NOTEBOOKS}


@each_notebook
def test_a_notebook_is_stripped_but_for_what_is_kept_on_purpose(path):
    strip = [sys.executable, "-m", "nbstripout", "--keep-id", "--extra-keys", "metadata.language_info", "--verify"]
    ran = subprocess.run([*strip, path], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@each_notebook
def test_a_notebook_is_valid_and_asks_for_no_special_kernel(path):
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor >= 5) == (4, True)
    assert notebook.metadata.kernelspec.name == "python3"
    assert all(cell.get("id") for cell in notebook.cells)


@each_notebook
def test_a_notebook_opens_with_its_question_and_the_time_it_takes(path):
    first = nbformat.read(path, as_version=4).cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert "?" in first.source
    assert "minute" in first.source


@each_notebook
def test_the_articles_are_set_in_one_cell_which_need_not_be_edited(path):
    cells = nbformat.read(path, as_version=4).cells
    parameters = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(parameters) == 1
    assert re.search(r"^ARTICLES = None\b", parameters[0].source, re.M)


@each_notebook
def test_code_cells_are_short_and_plain(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 8, cell.source
            assert not re.search(r"^\s*[!%]", cell.source, re.M), cell.source
            defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
            assert not any(isinstance(node, defined) for node in ast.walk(ast.parse(cell.source))), cell.source


@each_notebook
def test_links_lead_somewhere_and_on_to_the_next_notebook(path):
    cells = nbformat.read(path, as_version=4).cells
    markdown = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^()\s]+)\)", markdown) if "://" not in target]
    assert [target for target in targets if target and not (path.parent / target).exists()] == []
    if path != NOTEBOOKS[-1]:
        assert NOTEBOOKS[NOTEBOOKS.index(path) + 1].name in targets


@pytest.mark.parametrize("source", SOURCES)
@each_notebook
def test_run_all_works_on(source, path):
    notebook, failure = _runs(source)[path.stem]
    assert failure is None
    assert [output for output in _outputs(notebook) if output.output_type == "error"] == []
    assert "Traceback" not in _read_out(notebook)


@each_notebook
def test_on_the_sample_there_is_a_table_and_a_chart_that_is_put_in_words(path):
    notebook, _ = _runs("sample")[path.stem]
    report.describe_charts(notebook)
    pictures = [output for output in _outputs(notebook) if "image/png" in output.get("data", {})]
    headings = {
        line.lstrip("# ")
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("#")
    }
    assert pictures
    for cell in notebook.cells:  # not only the first chart of a notebook
        if cell.cell_type == "code" and "ax = an.plot_" in cell.source:
            assert any("image/png" in output.get("data", {}) for output in cell.outputs), cell.source
    assert {picture.metadata["image/png"]["alt"] for picture in pictures} & headings == set()
    assert any("<table" in output.get("data", {}).get("text/html", "") for output in _outputs(notebook))


@each_notebook
def test_on_the_sample_nothing_warns(path):
    outputs = _outputs(_runs("sample")[path.stem][0])
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []


@each_notebook
def test_on_an_empty_folder_a_sentence_says_so(path):
    assert re.search(r"\bno articles\b", _read_out(_runs("empty folder")[path.stem][0]), re.I)


def test_a_broken_file_is_named_and_stops_nothing():
    said = _read_out(_runs("good and broken")["00-start-here"][0])
    assert "broken.json" in said
    assert "runway" in said.lower()
