"""The notebooks in a real browser: JupyterLab on this machine, driven in Chromium."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds for one thing to happen, on a slow machine

HEADLINE = "Ferry service returns to the outer islands"
ARTICLE = f"""{HEADLINE}

2 June 2025

The morning ferry left the harbour on Monday for the first time in three years, with forty passengers
and a goat on board.

“We had stopped waiting for it,” said Salome Vaka, who runs the shop at the northern landing.
"""

OPEN = """async path => {
    await window.jupyterapp.restored;
    const notebook = await window.jupyterapp.commands.execute('docmanager:open', {path, factory: 'Notebook'});
    await notebook.context.ready;
    await notebook.sessionContext.ready;
    await notebook.sessionContext.session.kernel.info;
    window.openNotebook = notebook;
}"""
RUN_ALL = """async () => {
    const app = window.jupyterapp;
    app.shell.activateById(window.openNotebook.id);
    await app.commands.execute('notebook:run-all-cells');  // resolves when the last cell has run
}"""
OUTPUTS = "() => window.openNotebook.content.model.sharedModel.cells.flatMap(cell => cell.outputs || [])"
NOT_RUN = """() => window.openNotebook.content.model.sharedModel.cells
    .filter(cell => cell.cell_type === 'code' && cell.source && !cell.execution_count).map(cell => cell.source)"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on a copy of the notebooks: `(address, token, articles folder, trap)`.

    The server and its kernels are told that the way out is a proxy, which is a trap: whoever knocks wanted the network.
    """
    home = tmp_path_factory.mktemp("lab")
    articles = home / "articles"
    articles.mkdir()
    chosen = sorted((PROJECT / "data" / "sample").rglob("*.txt"))[::5][:8]  # few enough that a new one is in the table
    for path in chosen:
        shutil.copy(path, articles)
    shutil.copytree(PROJECT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    trap = socket.create_server(("127.0.0.1", 0))
    trap.setblocking(False)
    proxy = f"http://127.0.0.1:{trap.getsockname()[1]}"
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"} | {
        "ANALYSIS_ARTICLES": str(articles),
        "PYTHONPATH": str(PROJECT),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_TOKEN": "letmein",
        "http_proxy": proxy,
        "https_proxy": proxy,
        "HTTP_PROXY": proxy,
        "HTTPS_PROXY": proxy,
        "no_proxy": "127.0.0.1,localhost",
        "NO_PROXY": "127.0.0.1,localhost",
    }
    offline = re.search(r"^OFFLINE := (.+)$", (PROJECT / "Makefile").read_text("utf-8"), re.M)[1].split()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        *offline,
        "--allow-root",
        "--no-browser",
        "--ip=127.0.0.1",
        "--port=0",
        f"--ServerApp.root_dir={home}",
        "--LabApp.expose_app_in_browser=True",
    ]
    log = home / "lab.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=output, stderr=output)
    try:
        yield _address(server, home / "runtime", log), "letmein", articles, trap
    finally:
        server.terminate()
        server.wait(30)
        trap.close()


def _address(server, runtime, log):
    """The server's address, from the file it writes once it listens."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            try:
                return json.loads(path.read_text("utf-8"))["url"].rstrip("/")
            except ValueError:  # caught half written
                pass
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")


@pytest.fixture(scope="module")
def page(chromium, lab):
    """JupyterLab in the browser; `page.asked` lists every address that was asked for."""
    address, token, _, _ = lab
    page = chromium.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(1000 * PATIENCE)
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("websocket", lambda websocket: page.asked.append(websocket.url))
    page.goto(f"{address}/lab?token={token}")
    page.wait_for_function("() => window.jupyterapp")
    return page


def _run_all(page):
    """Run All in the open notebook, to its end; gives its outputs."""
    page.evaluate(RUN_ALL)
    outputs = page.evaluate(OUTPUTS)
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert page.evaluate(NOT_RUN) == []
    return outputs


def _printed(outputs):
    """All text of these outputs, tables included."""
    return "\n".join(str(output.get("text", "")) + str(output.get("data", "")) for output in outputs)


@pytest.mark.parametrize("name", ["00-start-here", "01-quotation-density"])
def test_run_all_shows_tables_and_charts_and_a_new_article_after_the_next_run(page, lab, name):
    _, _, articles, _ = lab
    page.evaluate(OPEN, f"notebooks/{name}.ipynb")
    outputs = _run_all(page)
    output = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output")
    for shown in (output.locator("table").first, output.locator("img").first):
        shown.scroll_into_view_if_needed()
        assert shown.is_visible()
        assert shown.bounding_box()["width"] > 100
    assert HEADLINE not in _printed(outputs)

    new = articles / f"new-for-{name}.txt"
    new.write_text(ARTICLE, "utf-8")
    again = _run_all(page)
    new.unlink()
    assert HEADLINE in _printed(again)


def test_nothing_is_asked_of_any_other_machine(page, lab):
    _, _, _, trap = lab
    hosts = {urlsplit(url).hostname for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    with pytest.raises(BlockingIOError):  # nobody knocked
        trap.accept()
