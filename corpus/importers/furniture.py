"""Guess which paragraphs of a text are furniture of the site it was copied from.

By whole paragraphs, and only near the text's beginning and end but for what closes a
teaser: a guess may miss something, it should not take the argument away. Nothing is
removed, no offset shifts; a person corrects the guess.
"""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.importers.bylines import looks_like_person
from corpus.importers.reading import Outside, Paragraph, Reading
from formats.words import REGION_KINDS

#: Whole paragraphs of forms for comments.
COMMENTS = re.compile(
    r"(?:leave|post|add|write)\s+a\s+(?:reply|comment|response)\b.*"
    r"|(?:\d+\s+)?(?:comments?|replies|responses)(?:\s*\(\d+\))?:?"
    r"|comments\s+(?:are\s+|have\s+been\s+)?(?:closed|disabled|off)\b.*"
    r"|no\s+comments(?:\s+yet)?\.?|be\s+the\s+first\s+to\s+comment.*|cancel\s+reply"
    r"|your\s+e-?mail\s+address\s+will\s+not\s+be\s+published.*"
    r"|required\s+fields\s+are\s+marked.*|(?:name|e-?mail|website|comment)\s*\*?:?"
    r"|you\s+must\s+(?:be\s+logged|log)\s+in\s+to\s+(?:post|comment|reply).*"
    r"|save\s+my\s+name,?\s+e-?mail.*|this\s+site\s+uses\s+akismet.*"
    r"|оставить\s+комментарий|добавить\s+комментарий|комментарии|залишити\s+коментар",
    re.I,
)
#: Whole paragraphs that lead elsewhere.
TEASER = re.compile(
    r"(?:read|see|view)\s+(?:more|also|next|all|full\s+(?:story|article))"
    r"(?:\s*[:»›→…–-].{0,160}|\s[^.,;]{0,60})?"
    r"|(?:continue|keep)\s+reading\b.{0,120}|more\s*[.…»›→]*|learn\s+more.{0,40}"
    r"|(?:related|recommended|popular|latest|recent|more|similar)\s+"
    r"(?:posts?|articles?|stories|reading|content|news|from\b.{0,60}):?"
    r"|you\s+(?:may|might)\s+also\s+(?:like|enjoy|be\s+interested\b.*):?"
    r"|(?:subscribe|sign\s+up)\b.{0,100}|want\s+to\s+know\s+more\b.{0,60}\?"
    r"|join\s+our\s+(?:newsletter|mailing\s+list)\b.{0,60}"
    r"|(?:previous|next)\s+(?:post|article|story)\b.{0,120}"
    r"|читать\s+далее|читайте\s+также.{0,120}|подробнее|читайте\s+також.{0,120}",
    re.I,
)
OTHER = re.compile(
    r"share\s+(?:this|on|via|with)\b.{0,60}|share:?|click\s+to\s+(?:share|print|e-?mail).*"
    r"|(?:tweet|print|e-?mail\s+this|facebook|twitter|linkedin|whatsapp|telegram)"
    r"|(?:uncategori[sz]ed|tags?:|tagged|filed\s+under|categories:|posted\s+in)(?:\W.{0,200})?"
    r"|skip\s+to\s+(?:main\s+)?content|translate\s*»?|contact\s+us|back\s+to\s+top"
    r"|(?:©|\(c\)|copyright\b).{0,150}|all\s+rights\s+reserved.{0,60}"
    r"|advertisements?|cookie\s+policy|privacy\s+policy|terms\s+(?:of\s+(?:use|service))"
    r"|like\s+this:?|like\s+loading.*|loading\s*[.…]*",
    re.I,
)
#: Headings above what is said of an author.
ABOUT = re.compile(
    r"about\s+(?:the\s+)?(?:authors?|contributors?|writers?)\b.{0,40}|author\s+ids?:?"
    r"|(?:the\s+)?author(?:['’]?s)?\s+(?:bio|biography|information)|об\s+авторе|про\s+автора"
    r"|contacts?:?",
    re.I,
)
CONTACT = re.compile(
    r"(?:e-?mail|tel(?:ephone)?|phone|fax|mobile|address|orcid|spin\b.*|researcher\s?id"
    r"|scopus(?:\s+author\s?id)?|twitter|website)\s*[.:]+\s*\S.*",
    re.I,
)
#: Words of careers: somebody is presented who has several of them.
CAREER = re.compile(
    r"\b(professor|lecturer|fellow|researcher|scholar|director|editor|founder|co-founder"
    r"|president|graduat\w+|ph\.?\s?d|master['’]?s|degree|taught|teaches|universit\w+"
    r"|institute|faculty|career|served|experience|author\s+of|member\s+of|columnist"
    r"|journalist|analyst|expert|specialis\w+|lawyer|attorney|holds|awarded|worked"
    r"|professional|international\s+law\w*|think\s+tank|research)\b",
    re.I,
)
POST = re.compile(
    r"\b(editor|professor|director|fellow|lecturer|faculty|universit\w+|institute|school"
    r"|department|analyst|correspondent)\b",
    re.I,
)
#: How somebody is presented: "Ann Reed is a professor of …".
PRESENTED = re.compile(
    r"(?:[A-Z][\w.'’-]+\s+){2,4}(?:\([^)]{1,40}\)\s+)?(?:is|was)\s+(?:an?|the|currently|now)\s"
)
PRESENTED_WORDS = 2
CAREER_WORDS = 4
POST_LINES = 2
#: Paragraphs at the beginning and at the end in which people are presented.
FIRST = 12
LAST = 10
#: A teaser is a few lines in a row that end with "More".
TEASER_LINES = 6
LONGEST_LINE = 1_200
CLOSES_TEASER = re.compile(r"(?:read\s+)?more\s*[.…»›→]*|continue\s+reading.*", re.I)
#: A short line between two pieces of furniture is furniture.
SHORT = 80
#: A presentation has at most so many paragraphs below its heading.
MOST_ABOUT = 4


def mark(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs of a page, with those inside the text looked at once more."""
    inside = [place for place, one in enumerate(paragraphs) if not one.outside]
    kinds = guess([paragraphs[place].text for place in inside])
    marked = list(paragraphs)
    for place, kind in zip(inside, kinds, strict=True):
        if kind and paragraphs[place].kind != "footnote":
            marked[place] = paragraphs[place]._replace(outside=kind)
    return marked


def propose(reading: Reading) -> Reading:
    """A plain text with what is guessed to lie outside; its words stay as they are."""
    numbered: dict[int, list] = {}
    for block in reading.blocks:
        numbered.setdefault(block.paragraph, []).append(block)
    paragraphs = list(numbered.values())
    texts = ["".join(block.text for block in blocks) for blocks in paragraphs]
    kinds = guess(texts)
    if all(kinds):
        return reading
    for blocks, text, kind in zip(paragraphs, texts, kinds, strict=True):
        start = blocks[0].start
        if not kind:
            continue
        before = reading.outside[-1] if reading.outside else None
        if before and before.end == start and before.kind == kind:
            start = reading.outside.pop().start
        reading.outside.append(Outside(start, blocks[0].start + len(text), kind))
    if reading.outside:
        reading.warnings.append(sentence(kinds))
    return reading


def sentence(kinds: Sequence[str]) -> str:
    counted = Counter(filter(None, kinds))
    said = ", ".join(
        f"{label.lower()} ({counted[kind]})"
        for kind, label in REGION_KINDS.items()
        if counted[kind]
    )
    return f"Paragraphs guessed to lie outside the text: {said}. Check them."


def guess(paragraphs: Sequence[str]) -> list[str]:
    """The kind of region of each paragraph, "" for the text's own.

    Args:
        paragraphs: with the blank lines behind them where they have some; those
            without belong to one group.
    """
    lines = [paragraph.strip() for paragraph in paragraphs]
    kinds = [by_itself(line) for line in lines]
    for group in groups(paragraphs):
        look_at_group(group, lines, kinds)
    for place, line in enumerate(lines):
        near_edge = place < FIRST or place >= len(lines) - LAST
        if near_edge and not kinds[place] and presents_somebody(line):
            kinds[place] = "biography"
        if ABOUT.fullmatch(line):
            follow(place, lines, kinds)
    fill_gaps(lines, kinds)
    return kinds


def by_itself(line: str) -> str:
    for kind, pattern in (
        ("comments", COMMENTS),
        ("teaser", TEASER),
        ("other", OTHER),
        ("biography", ABOUT),
        ("biography", CONTACT),
    ):
        if pattern.fullmatch(line):
            return kind
    return ""


def groups(paragraphs: Sequence[str]) -> list[range]:
    """Paragraphs with no blank line between them."""
    found, start = [], 0
    for place, paragraph in enumerate(paragraphs):
        blank = not paragraph.endswith("\n") or paragraph.endswith("\n\n")
        if blank or place == len(paragraphs) - 1:
            found.append(range(start, place + 1))
            start = place + 1
    return found


def look_at_group(group: range, lines: list[str], kinds: list[str]) -> None:
    few = 1 < len(group) <= TEASER_LINES
    if few and CLOSES_TEASER.fullmatch(lines[group[-1]]):
        if all(len(lines[place]) <= LONGEST_LINE for place in group):
            fill(group, kinds, "teaser")
        return
    if len(group) < POST_LINES:
        return
    known = sum(kinds[place] == "biography" for place in group)
    posts = sum(bool(POST.search(lines[place])) for place in group)
    sentences = sum(lines[place].endswith((".", "?", "!")) for place in group)
    listed = len(group) > POST_LINES and posts >= POST_LINES and not sentences
    short = all(len(lines[place]) <= SHORT * 2 for place in group)
    if short and (known * 2 >= len(group) or listed):
        fill(group, kinds, "biography")


def fill(group: range, kinds: list[str], kind: str) -> None:
    for place in group:
        kinds[place] = kind


def presents_somebody(line: str) -> bool:
    careers = {word.lower() for word in CAREER.findall(line)}
    needed = PRESENTED_WORDS if PRESENTED.match(line) else CAREER_WORDS
    return len(careers) >= needed


def follow(place: int, lines: list[str], kinds: list[str]) -> None:
    """What is below "About the author" is about the author."""
    last = min(len(lines), place + 1 + MOST_ABOUT)
    for after in range(place + 1, last):
        if kinds[after] not in ("", "biography"):
            return
        if is_label(lines[after]) or presents_somebody(lines[after]):
            kinds[after] = "biography"
        else:
            return


def is_label(line: str) -> bool:
    """A short line that is no sentence."""
    return len(line) <= SHORT and not line.endswith((".", "?", "!"))


def fill_gaps(lines: list[str], kinds: list[str]) -> None:
    """Short lines between two pieces of furniture."""
    places = [place for place, kind in enumerate(kinds) if kind]
    for before, after in zip(places, places[1:], strict=False):
        between = range(before + 1, after)
        short = all(is_label(lines[place]) for place in between)
        about = kinds[before] == kinds[after] == "biography" and len(between) == 1
        if 0 < len(between) <= 2 and (short or about):
            fill(between, kinds, kinds[before])
    for place in range(max(1, len(lines) - LAST), len(lines)):
        if kinds[place] == "biography" and not kinds[place - 1]:
            name_above(place, lines, kinds)


def name_above(place: int, lines: list[str], kinds: list[str]) -> None:
    """A name, or a name and a post, above what is said of somebody."""
    post = bool(POST.search(lines[place - 1])) and len(lines[place - 1]) <= SHORT
    name = place - 2 if post else place - 1
    if name > 0 and not kinds[name] and looks_like_person(lines[name].split()):
        fill(range(name, place), kinds, "biography")
