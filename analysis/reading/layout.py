"""Lines -> paragraphs: lines broken at a fixed width are joined again, lines that are paragraphs stay apart."""

import re

MAX_WIDTH = 120  # a text with longer lines is not broken at a fixed width
MIN_WIDTH = 45
SENTENCE_END = re.compile(r"[.!?:;…]['\"”’)\]]{0,3}$")


def join_paragraphs(lines, width):
    """The paragraphs of the lines, each on one line, parted by one blank line."""
    paragraphs, previous = [], ""
    for line in lines:
        text = " ".join(line.split())
        if text and previous and continues(previous, line, width):
            paragraphs[-1].append(text)
        elif text:
            paragraphs.append([text])
        previous = line if text else ""
    return "\n\n".join(join_lines(parts) for parts in paragraphs)


def join_lines(parts):
    """One paragraph from its lines; a word broken at its hyphen keeps the hyphen and gets no space."""
    if len(parts) == 1:
        return parts[0]
    gaps = ["" if left[-1] == "-" and left[-2:-1].isalpha() and right[0].islower() else " "
            for left, right in zip(parts, parts[1:], strict=False)]  # fmt: skip
    return "".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=True))


def wrap_width(lines):
    """The width at which the lines are broken; 0 when each line is a paragraph.

    Lines broken at a width mostly end inside a sentence; lines that are paragraphs do not.
    """
    pairs = [(left.strip(), right.strip()) for left, right in zip(lines, lines[1:], strict=False)
             if left.strip() and right.strip()]  # fmt: skip
    width = max((len(line) for pair in pairs for line in pair if "://" not in line), default=0)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return 0
    inside = [not SENTENCE_END.search(left) and len(left) > width / 2 for left, _ in pairs]
    return width if sum(inside) >= 0.3 * len(inside) and sum(inside) >= 2 else 0


def continues(line, following, width):
    """Whether a line end inside a paragraph parts `line` from `following`.

    At a fixed width it does when the next word would not have fitted on the line, give or take; in any text when
    the line ends inside a sentence and the next one begins with a small letter.
    """
    left, right = line.strip(), following.strip()
    if not left or not right or (following[:2].isspace() and len(following) > 2 and not line[:1].isspace()):
        return False
    ends = SENTENCE_END.search(left[-8:])
    if not ends and right[0].islower():
        return True
    if not width:
        return False
    first_word = right.split(maxsplit=1)[0] if len(right) < 200 else right[:200].split(maxsplit=1)[0]
    slack = width - (len(left) + 1 + len(first_word))
    return slack < (6 if ends else 15)
