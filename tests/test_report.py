"""`make report`: pages that stand alone, whatever the articles hold."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import report
from analysis.errors import AnalysisError, SourceError

HOSTILE = "<script>alert('x')</script> <img src=http://example.org/a.png> & $5bn to $9bn"

READS = """import os, pathlib
import pandas as pd
source = pathlib.Path(os.environ["ANALYSIS_ARTICLES"])
texts = [path.read_text("utf-8") for path in sorted(source.iterdir())]
pd.DataFrame({"text": texts})"""
DRAWS = "import matplotlib.pyplot as plt\nlines = plt.plot([1, 3, 2])"
SAYS = """class an:
    in_words = staticmethod(lambda ax: f'It rises, then "falls" ({len(texts)} article).')
print(an.in_words(None))"""


def _write_notebook(path, *cells):
    nbformat.write(new_notebook(cells=list(cells)), path)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A report of two notebooks, the second failing halfway: `(folder of pages, what make_report gave)`."""
    home = tmp_path_factory.mktemp("report home")
    (home / "notebooks").mkdir()
    (home / "my articles").mkdir()
    (home / "my articles" / "one.txt").write_text(HOSTILE, "utf-8")
    _write_notebook(
        home / "notebooks" / "00-first.ipynb",
        new_markdown_cell("# What was read\n\n**How much** is there, see [methods](../docs/methods.md)?\n\nMore."),
        new_code_cell(READS),
        new_markdown_cell("## A chart"),
        new_code_cell(DRAWS),
        new_code_cell(SAYS),
        new_code_cell("import sys; print('kernel', sys.executable); print('folder', pathlib.Path.cwd().name)"),
        new_markdown_cell("Next: [the second](01-second.ipynb)"),
    )
    _write_notebook(
        home / "notebooks" / "01-second.ipynb",
        new_markdown_cell("# The second"),
        new_code_cell(READS),
        new_code_cell(DRAWS),
        new_code_cell("raise ValueError(texts[0])"),
        new_code_cell("print('never reached')"),
    )
    outcome = report.make_report(home / "my articles", home / "out", notebooks=home / "notebooks")
    return home / "out", outcome


def test_a_page_for_each_notebook_and_an_index_that_leads_to_them(made):
    out, _ = made
    assert sorted(path.name for path in out.iterdir()) == ["00-first.html", "01-second.html", "index.html"]
    index = (out / "index.html").read_text("utf-8")
    assert "<h1>Report on my articles</h1>" in index
    assert '<a href="00-first.html">What was read</a>' in index
    assert "How much is there, see methods?" in index
    assert 'alt="It rises, then &quot;falls&quot; (1 article)."' in index


def test_a_page_loads_nothing_and_holds_no_script(made):
    for path in made[0].iterdir():
        page = path.read_text("utf-8")
        assert "<script" not in page
        assert "default-src 'none'" in page
        loaded = re.findall(r"<(?:img|link|iframe|embed|object|source|video)\b[^>]*?(?:src|href|data)=(.{11})", page)
        assert set(loaded) == {'"data:image'}
        assert not re.search(r"@import|url\(", page)


def test_the_words_of_an_article_cannot_become_markup(made):
    for name in ("00-first.html", "01-second.html", "index.html"):
        page = (made[0] / name).read_text("utf-8")
        assert "<img src=http" not in page
    assert "&lt;script&gt;" in (made[0] / "00-first.html").read_text("utf-8")


def test_a_chart_is_described_by_what_the_next_cell_says_of_it(made):
    page = (made[0] / "00-first.html").read_text("utf-8")
    assert """alt='It rises, then "falls" (1 article).'""" in page


def test_a_chart_without_words_is_described_by_its_heading():
    chart = nbformat.v4.new_output("display_data", data={"image/png": "AAAA"})
    cells = [new_markdown_cell("# Title\n\n## Who is quoted"), new_code_cell("plot()", outputs=[chart])]
    notebook = new_notebook(cells=[*cells, new_code_cell("print(1)")])
    report.describe_charts(notebook)
    assert notebook.cells[1].outputs[0].metadata["image/png"]["alt"] == "Who is quoted"


def test_notebooks_run_in_their_own_folder_by_the_same_python(made):
    page = (made[0] / "00-first.html").read_text("utf-8")
    assert f"kernel {sys.executable}" in page
    assert "folder notebooks" in page


def test_links_lead_to_pages_and_code_is_folded(made):
    page = (made[0] / "00-first.html").read_text("utf-8")
    assert '<a href="01-second.html">the second</a>' in page
    assert "methods.md" not in page.replace("[methods](../docs/methods.md)", "")
    assert page.count("<details>") == 4


def test_a_failing_notebook_says_which_cell_and_why_and_the_others_go_on(made):
    out, outcome = made
    assert outcome["00-first.html"] is None
    assert outcome["01-second.html"].startswith("Code cell 3 failed. ValueError: <script>")
    page = (out / "01-second.html").read_text("utf-8")
    assert "This page is incomplete.</strong> Code cell 3 failed. ValueError: &lt;script&gt;" in page
    assert "data:image/png" in page  # what came before it is there
    assert "This page is incomplete." in (out / "index.html").read_text("utf-8")


def test_the_command_ends_with_one_line_and_a_status(tmp_path, monkeypatch, capsys):
    out = str(tmp_path / "out")
    monkeypatch.setattr(report, "make_report", lambda source, out: {"a.html": None, "b.html": None})
    assert report.main(["articles", out]) == 0
    assert capsys.readouterr().out == f"2 pages written. Open {Path(out) / 'index.html'}\n"
    monkeypatch.setattr(report, "make_report", lambda source, out: {"a.html": None, "b.html": "Code cell 1 failed."})
    assert report.main(["articles", out]) == 1
    assert capsys.readouterr().out == f"1 of 2 pages incomplete: b.html. Open {Path(out) / 'index.html'}\n"
    assert report.main([]) == 2
    assert "ARTICLES OUT" in capsys.readouterr().err


def test_a_wrong_path_gives_one_sentence_and_no_traceback(tmp_path, capsys):
    assert report.main([str(tmp_path / "nowhere"), str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"There is nothing at {tmp_path / 'nowhere'}.")
    assert error.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_only_pages_of_a_report_are_overwritten(tmp_path):
    articles, out = tmp_path / "articles", tmp_path / "out"
    articles.mkdir()
    out.mkdir()
    _write_notebook(tmp_path / "00-only.ipynb", new_markdown_cell("# Only"))
    (out / "notes.txt").write_text("mine", "utf-8")
    for _ in range(2):
        report.make_report(articles, out, notebooks=tmp_path)
    assert (out / "notes.txt").read_text("utf-8") == "mine"
    (out / "index.html").write_text("<h1>My own site</h1>", "utf-8")
    with pytest.raises(AnalysisError, match="not a page of a report"):
        report.make_report(articles, out, notebooks=tmp_path)
    assert (out / "index.html").read_text("utf-8") == "<h1>My own site</h1>"


def test_a_report_is_not_written_among_the_articles(tmp_path):
    with pytest.raises(AnalysisError, match="among the articles"):
        report.make_report(tmp_path, tmp_path / "report")


def test_what_cannot_be_written_or_is_not_there_is_said(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(AnalysisError, match="Cannot write to .*Choose another folder"):
        report.make_report(articles, tmp_path / "file")
    with pytest.raises(AnalysisError, match="no notebooks"):
        report.make_report(articles, tmp_path / "out", notebooks=articles)
    with pytest.raises(SourceError):
        report.make_report(tmp_path / "gone", tmp_path / "out")


def test_python_m_report_works_from_the_project_folder(tmp_path):
    command = [sys.executable, "-m", "analysis.report", str(tmp_path / "no such folder"), str(tmp_path / "out")]
    ran = subprocess.run(command, cwd=report.PROJECT, env=os.environ, capture_output=True, text=True)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


def test_in_a_browser_the_pages_ask_for_nothing(made, chromium):
    page = chromium.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    addresses = [path.as_uri() for path in sorted(made[0].iterdir())]
    for address in addresses:
        page.goto(address)
        for image in page.locator("img").all():
            assert image.evaluate("image => image.naturalWidth") > 100
    assert [address for address in asked if not address.startswith("data:")] == addresses
    assert said == []
