"""Marked articles for learning: a file of JSON lines, or a PolNeAR checkout in its own format (text and brat files)."""

import json
import re

from analysis.marks import quotation_spans

SPAN = re.compile(r"T\d+\t(\w+) (\d[\d ;]*)\t")
PARTS = ("Source", "Cue", "Content")


def read_marked(path):
    """Articles with `text`, `publisher`, `quotes` and `attributions`, as the training scripts want them.

    path: a .jsonl file, or the folder of a PolNeAR checkout; of that, only the training part is read.
    """
    if path.is_dir():
        return list(read_polnear(path / "data" / "train"))
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def read_polnear(folder):
    """The articles of `folder`/text with the attributions of `folder`/attributions (NAME_annotator.ann), in order."""
    for file in sorted((folder / "text").glob("*.txt")):
        text = file.read_bytes().decode("utf-8")
        marked = sorted((folder / "attributions").glob(f"{file.stem}_*.ann"))
        if marked:  # where several people marked an article, the first counts
            attributions = list(read_attributions(marked[0].read_bytes().decode("utf-8")))
            yield article(file.stem, text, attributions)


def read_attributions(ann):
    """The attributions of a brat file: [{"source": [[start, end], …], "cue": …, "content": …}]."""
    spans = {}
    for line in ann.splitlines():
        match = SPAN.match(line)
        if match:
            pieces = [[int(n) for n in piece.split()] for piece in match.group(2).split(";")]
            spans[line.split("\t")[0]] = pieces
    for line in ann.splitlines():
        if line.startswith("E"):
            parts = [part.split(":") for part in line.split("\t")[1].split()]
            found = {name: [] for name in PARTS}
            for name, key in parts:
                name = name.rstrip("0123456789")
                if name in PARTS:
                    found[name] += spans.get(key, [])
            if found["Content"]:
                yield {name.lower(): sorted(found[name]) for name in PARTS}


def article(name, text, attributions):
    """One article: what of each content stands in quotation marks is a quotation; a content without any is indirect."""
    marks, quotes = quotation_spans(text), []
    for attribution in attributions:
        inside = [
            {"start": max(span.start, start), "end": min(span.end, end), "source": attribution["source"]}
            for start, end in attribution["content"]
            for span in marks
            if any(map(str.isalnum, text[max(span.start, start) : min(span.end, end)]))
        ]
        attribution["kind"] = "direct" if inside else "indirect"
        quotes += inside
    publisher = name.split("_")[0]
    return {"id": name, "publisher": publisher, "text": text, "quotes": quotes, "attributions": attributions}
