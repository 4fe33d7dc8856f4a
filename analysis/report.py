"""A report: every notebook run on one collection of articles, each written as a web page that needs nothing else.

    python -m analysis.report ARTICLES OUT

The pages load nothing, from the network or from disk: charts stand inside them, and they hold no script.
"""

import asyncio
import datetime
import html
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .errors import AnalysisError, SourceError

PROJECT = Path(__file__).resolve().parent.parent
NOTEBOOKS = PROJECT / "notebooks"
AT_ONCE = 2  # notebooks run side by side
MINUTES_A_CELL = 30
MADE_HERE = "column-inches report"  # tells a page of ours from another that must not be overwritten

LINK = re.compile(r"(?<!!)\[([^\[\]\n]*)\]\(([^()\s]*)\)")  # a Markdown link, not an image
MARKUP = re.compile(r"[*_`#>|]")
TERMINAL_CODE = re.compile(r"\x1b\[[0-9;]*m")

HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="generator" content="{made_here}">
<title>{title}</title>
<style>
body {{ font: 1rem/1.55 system-ui, sans-serif; color: #1c1c1c; background: #fff; margin: 0; }}
main {{ max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }}
h1, h2, h3 {{ line-height: 1.25; }}
p, li {{ max-width: 46rem; }}
a {{ color: #0b5394; }}
img {{ max-width: 100%; height: auto; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0; font-size: .9rem; }}
table {{ border-collapse: collapse; font-size: .9rem; }}
table, th, td {{ border: 0; }}
.dataframe thead th {{ text-align: left !important; }}
th, td {{ padding: .25rem .6rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }}
.output_html {{ overflow-x: auto; }}
.output_stderr {{ color: #6b4e00; }}
.anchor-link {{ display: none; }}
details {{ margin: .3rem 0; color: #666; font-size: .8rem; }}
summary {{ cursor: pointer; }}
.incomplete {{ border-left: .3rem solid #b00020; background: #fdf0f1; padding: .6rem 1rem; }}
.page {{ border-top: 1px solid #ddd; padding: .5rem 0 1rem; }}
.page img {{ max-width: min(100%, 46rem); }}
</style>
</head>
<body>
<main>
"""
FOOT = "</main>\n</body>\n</html>\n"

# How nbconvert lays out a notebook's cells; `head`, `above` and `foot` come from `_page`.
TEMPLATE = """{%- extends 'basic/index.html.j2' -%}
{% block header %}{{ resources.head }}{{ resources.above }}{% endblock %}
{% block input %}<details><summary>Code</summary>{{ super() }}</details>{% endblock %}
{% block error %}<details><summary>The error in full</summary>{{ super() }}</details>{% endblock %}
{% block footer %}{{ resources.foot }}{% endblock %}
"""


def make_report(source, out, *, notebooks=NOTEBOOKS):
    """Run every notebook on the articles of `source` and write one page each, and `index.html`, into `out`.

    `source` is a folder or a file, as for `read_articles`. Gives a dict: page file -> None, or the sentence that says
    why that page is incomplete; a notebook that fails does not stop the others. In `out` only the report's own pages
    are overwritten. Raises SourceError when `source` does not exist, AnalysisError when `out` cannot take the pages.
    """
    source, out = Path(source).expanduser().resolve(), Path(out).expanduser().resolve()
    paths = sorted(Path(notebooks).glob("*.ipynb"))
    _check(source, out, paths, notebooks)
    names = {path.name for path in paths}
    pages = []
    for path, (notebook, failure) in zip(paths, run_notebooks(paths, source), strict=True):
        describe_charts(notebook)
        pages.append((f"{path.stem}.html", notebook, failure))
        _write(out / pages[-1][0], _page(notebook, path, failure, names))
    _write(out / "index.html", _index(source, pages))
    return {name: failure for name, _, failure in pages}


def run_notebooks(paths, source):
    """Run notebooks on the articles of `source`, two at a time, each in its own folder.

    Gives a list, in the order of `paths`: `(notebook, failure)`, the notebook with its outputs, and None or the
    sentence that says which cell failed and why. No file is changed.
    """
    threads = ThreadPoolExecutor(AT_ONCE)
    try:
        return list(threads.map(lambda path: _run(path, source), paths))
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def describe_charts(notebook):
    """Give every chart an alt text: what its cell or the next one prints of it with `in_words`, else its heading."""
    heading = "Chart"
    for position, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            heading = [heading, *(_plain(line) for line in cell.source.splitlines() if line.startswith("#"))][-1]
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                following = (other for other in notebook.cells[position + 1 :] if other.cell_type == "code")
                words = _said_in_words(cell) or _said_in_words(next(following, None))
                output.metadata.setdefault("image/png", {})["alt"] = words or heading


def _write(path, page):
    path.write_text(page, encoding="utf-8", errors="replace")


def _check(source, out, paths, notebooks):
    """Say what is wrong before anything is run."""
    if not source.exists():
        raise SourceError(f"There is nothing at {source}. Give a folder of articles or a file: ARTICLES=path")
    if not paths:
        raise AnalysisError(f"There are no notebooks in {notebooks}. Run this in a clone of the project.")
    if out == source or source in out.parents:
        raise AnalysisError(
            f"The report would lie among the articles, in {out}, and be read as articles next time. "
            "Choose another folder: make report ARTICLES=path OUT=folder"
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
        ours = [out / "index.html", *(out / f"{path.stem}.html" for path in paths)]
        foreign = [page.name for page in ours if page.exists() and MADE_HERE not in page.read_text("utf-8", "replace")]
    except OSError as error:
        raise AnalysisError(f"Cannot write to {out}: {error.strerror}. Choose another folder: OUT=folder") from error
    if foreign:
        raise AnalysisError(f"{out} holds {foreign[0]}, which is not a page of a report. Choose another: OUT=folder")


def _run(path, source):
    """`(notebook, failure)` of one notebook."""
    began = time.monotonic()
    import nbformat
    from jupyter_client.kernelspec import KernelSpecManager
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:  # what was kept for readers of the file is not of these articles
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    folder = {"metadata": {"path": str(path.parent)}}
    quiet = ["--log-level=ERROR"]
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=60 * MINUTES_A_CELL, resources=folder, extra_arguments=quiet
    )
    # without kernel folders the kernel is the Python that runs this, whatever else is installed
    client.create_kernel_manager().kernel_spec_manager = KernelSpecManager(kernel_dirs=[])
    running = {"cell": None}
    client.on_cell_start = lambda cell, cell_index: running.update(cell=cell_index)
    failure = None
    try:
        asyncio.run(client.async_execute(env=_environment(source)))
    except Exception as error:  # whatever it is, it belongs on this page, and the others go on
        failure = _failure(notebook, running["cell"], error)
    print(f"{path.stem}: {failure or 'done'} ({time.monotonic() - began:.0f} s)", flush=True)
    return notebook, failure


def _environment(source):
    """The kernels' environment: these articles, this package, charts inside the notebook."""
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    path = [str(PROJECT), environment.get("PYTHONPATH", "")]
    return environment | {"ANALYSIS_ARTICLES": str(source), "PYTHONPATH": os.pathsep.join(filter(None, path))}


def _failure(notebook, index, error):
    """One sentence: which cell stopped, and why."""
    name, value = getattr(error, "ename", type(error).__name__), getattr(error, "evalue", str(error))
    reason = " ".join(TERMINAL_CODE.sub("", f"{name}: {value}").split())[:500]
    if index is None:
        return f"The notebook could not be started. {reason}"
    number = sum(cell.cell_type == "code" for cell in notebook.cells[: index + 1])
    return f"Code cell {number} failed. {reason}"


def _said_in_words(cell):
    if cell is None or "in_words(" not in cell.source:
        return ""
    printed = (output.text for output in cell.outputs if output.output_type == "stream" and output.name == "stdout")
    return " ".join("".join(printed).split())


def _page(notebook, path, failure, names):
    """The notebook as one web page."""
    from jinja2 import DictLoader
    from nbconvert import HTMLExporter

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(lambda link: _link_in_report(*link.groups(), names), cell.source)
    exporter = HTMLExporter(
        template_name="basic",
        template_file="report.html.j2",
        extra_loaders=[DictLoader({"report.html.j2": TEMPLATE})],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        require_js_url="",
        jquery_url="",
        mathjax_url="",
        mermaid_js_url="",
        widget_renderer_url="",
    )
    above = '<p><a href="index.html">All pages</a></p>\n' + _warning(failure)
    parts = {"head": _head(_title(notebook, path.stem)), "above": above, "foot": FOOT}
    body, _ = exporter.from_notebook_node(notebook, {"metadata": {"path": str(path.parent)}, **parts})
    return body


def _link_in_report(label, target, names):
    """A link to a notebook leads to its page; one to another file of the project leads nowhere in a report."""
    if target in names:
        return f"[{label}]({target.removesuffix('.ipynb')}.html)"
    if target.startswith(("http://", "https://", "mailto:", "#")):
        return f"[{label}]({target})"
    return label


def _index(source, pages):
    """The page that leads to the others."""
    today = datetime.date.today()
    title = f"Report on {source.name or source}"
    made = f"<p>Made on {today.day} {today:%B %Y} with Column Inches.</p>\n"
    parts = [_head(title), f"<h1>{html.escape(title)}</h1>\n", made]
    for name, notebook, failure in pages:
        parts.append(f'<section class="page">\n<h2><a href="{name}">{html.escape(_title(notebook, name))}</a></h2>\n')
        parts.append(f"<p>{html.escape(_first_paragraph(notebook))}</p>\n")
        parts.append(_warning(failure) + _first_chart(notebook) + "</section>\n")
    return "".join(parts) + FOOT


def _warning(failure):
    if failure is None:
        return ""
    return f'<p class="incomplete"><strong>This page is incomplete.</strong> {html.escape(failure)}</p>\n'


def _first_chart(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                image, alt = "".join(output.data["image/png"].split()), output.metadata["image/png"]["alt"]
                return f'<img src="data:image/png;base64,{html.escape(image)}" alt="{html.escape(alt)}">\n'
    return ""


def _head(title):
    return HEAD.format(made_here=MADE_HERE, title=html.escape(title))


def _title(notebook, otherwise):
    lines = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next((_plain(line) for line in lines if line.startswith("# ")), otherwise)


def _first_paragraph(notebook):
    """The first paragraph of the notebook's header card."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            blocks = (" ".join(block.split()) for block in cell.source.split("\n\n"))
            paragraphs = (_plain(block) for block in blocks if block and not block.startswith(("#", "|", "<")))
            return next(paragraphs, "").removeprefix("Question. ")
    return ""


def _plain(markdown):
    return MARKUP.sub("", LINK.sub(r"\1", markdown)).strip()


def main(arguments=None):
    """The command; its exit status: 0 all pages whole, 1 some incomplete, 2 nothing could be done."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) != 2:
        print("Say which articles and where to: python -m analysis.report ARTICLES OUT", file=sys.stderr)
        return 2
    source, out = arguments
    try:
        failures = make_report(source, out)
    except AnalysisError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr, flush=True)
        os._exit(130)  # the kernels end with this process; to wait for their cells could take minutes
    index = Path(out).expanduser() / "index.html"
    incomplete = [name for name, failure in failures.items() if failure]
    if incomplete:
        print(f"{len(incomplete)} of {len(failures)} pages incomplete: {', '.join(incomplete)}. Open {index}")
        return 1
    print(f"{len(failures)} pages written. Open {index}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
