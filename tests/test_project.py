"""The project's own files: in step with each other, and free of what must not be committed."""

import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import analysis as an

PROJECT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
LOCKS = ["requirements.txt", "requirements-test.txt"]
SIZE_LIMIT = 1_200_000  # bytes
NAMES_ON_CONDA_FORGE = {"matplotlib": "matplotlib-base", "lxml_html_clean": "lxml-html-clean"}
NOT_ON_CONDA_FORGE = set()
REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(>=[0-9.]+)")


def _read(name):
    return (PROJECT / name).read_text("utf-8")


def _files():
    """Every file that is in git, or will be; in a copy without git, every file outside the environment."""
    if (PROJECT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True).stdout.decode()
        paths = [PROJECT / name for name in listed.split("\0") if name]
    else:
        paths = [path for path in PROJECT.rglob("*") if ".venv" not in path.parts]
    return [path for path in paths if path.is_file()]


def _pins(lock):
    """`{name and marker: version}` of a lock."""
    lines = (line for line in _read(lock).splitlines() if line and not line.startswith("#"))
    pairs = (re.fullmatch(r"([A-Za-z0-9._-]+)==(\S+)( ; .+)?", line) for line in lines)
    return {pair[1] + (pair[3] or ""): pair[2] for pair in pairs}


def test_one_version_everywhere():
    version = PYPROJECT["project"]["version"]
    assert yaml.safe_load(_read("CITATION.cff"))["version"] == version
    assert re.search(r"^## (\S+)", _read("CHANGELOG.md"), re.M)[1] == version


def test_conda_has_the_names_and_bounds_of_pyproject():
    environment = yaml.safe_load(_read("environment.yml"))
    *conda, pip = environment["dependencies"]
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    assert conda[:2] == ["python=3.12", "pip"]
    assert pip["pip"][-1] == "-e ."
    asked = dict(REQUIREMENT.fullmatch(line).groups() for line in PYPROJECT["project"]["dependencies"])
    from_pip = {name: bound for name, bound in asked.items() if name in NOT_ON_CONDA_FORGE}
    from_conda = {NAMES_ON_CONDA_FORGE.get(name, name): bound for name, bound in asked.items() if name not in from_pip}
    assert dict(REQUIREMENT.fullmatch(line).groups() for line in conda[2:]) == from_conda
    assert dict(REQUIREMENT.fullmatch(line).groups() for line in pip["pip"][:-1]) == from_pip


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_names_and_versions_and_no_address(lock):
    lines = [line for line in _read(lock).splitlines() if not line.startswith("#")]
    allowed = re.compile(r"[a-z0-9.-]+==[A-Za-z0-9.+!]+( ; [A-Za-z0-9_.'<>=!() -]+)?")
    assert [line for line in lines if not allowed.fullmatch(line)] == []


def test_the_locks_cover_what_pyproject_asks_for_and_agree():
    project = PYPROJECT["project"]
    locked = {name.split(" ;")[0] for name in _pins("requirements.txt")}
    for_tests = {name.split(" ;")[0] for name in _pins("requirements-test.txt")}

    def name_of(line):
        return re.split("[><=]", line)[0].lower().replace("_", "-")

    assert {name_of(line) for line in project["dependencies"]} <= locked
    assert {name_of(line) for line in project["optional-dependencies"]["test"]} <= for_tests
    assert _pins("requirements.txt").items() <= _pins("requirements-test.txt").items()


def test_no_lock_that_holds_addresses_is_in_git():
    kinds = {"uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "pixi.lock", "conda-lock.yml", "Pipfile.lock"}
    assert {path.name for path in _files()} & kinds == set()


def test_every_file_keeps_the_size_limit():
    assert [str(path.relative_to(PROJECT)) for path in _files() if path.stat().st_size > SIZE_LIMIT] == []


def test_no_file_names_a_folder_of_somebodys_machine():
    personal = re.compile(rb"(?<![\w.])/(?:home|Users|root|work|mnt|opt)/\w")
    kinds = {".py", ".md", ".toml", ".yml", ".yaml", ".cff", ".txt", ".ipynb", ".csv", ".mplstyle", ""}
    found = [path for path in _files() if path.suffix in kinds and personal.search(path.read_bytes())]
    assert [str(path.relative_to(PROJECT)) for path in found if path != Path(__file__).resolve()] == []


def test_every_make_target_that_the_readme_names_exists():
    targets = set(re.findall(r"^([a-z][a-z-]*):", _read("Makefile"), re.M))
    named = set(re.findall(r"(?:^|`|\$ )make ([a-z][a-z-]*)", _read("README.md"), re.M))
    assert {"lab", "report"} <= named <= targets


def test_make_alone_says_what_there_is():
    said = subprocess.run(["make"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for target in ("lab", "report", "test", "clean"):
        assert f"make {target}" in said


def test_the_code_and_the_notebooks_are_clean_for_ruff():
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "."]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


def test_every_public_name_is_documented():
    public = [name for name in an.__all__ if callable(getattr(an, name))]
    assert len(public) > 10
    assert [name for name in public if len(inspect.getdoc(getattr(an, name)) or "") < 40] == []


def test_importing_the_package_does_nothing():
    program = """
import socket, sys
def refuse(*args): raise AssertionError("the import wanted the network")
socket.socket.connect = socket.getaddrinfo = refuse
import analysis
print([name for name in ("sklearn", "trafilatura", "nltk", "textstat", "IPython") if name in sys.modules])
"""
    command = [sys.executable, "-W", "error", "-c", program]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("[]\n", "")
