"""An entry as the description of a code: its definition, then labelled paragraphs.

A line of somebody's words that looks like a label has a backslash before it.
"""

import re
from typing import Any

from formats.codebook import Entry, Example
from formats.codebook_csv import POLARITIES, POLARITY_WORDS

#: Label -> the field that it says.
LABELS = {
    "Use for": "include",
    "Do not use for": "exclude",
    "Example": "",
    "Counter-example": "",
    "Passage": "",
    "Why": "",
    "Source": "pin_cite",
    "Source compared": "",
    "Polarity": "",
    "Key": "key",
    "Retired": "",
    "Use instead": "replaced_by",
    "Id": "slug",
}
_ANY = "|".join(map(re.escape, LABELS))
LABELLED = re.compile(rf"({_ANY}): ?(.*)", re.DOTALL)
LOOKS_SO = re.compile(rf"\\*({_ANY}):")
ESCAPED = re.compile(rf"\\\\*({_ANY}):")
EXAMPLES = {"positive": "Example", "negative": "Counter-example"}
KINDS = {label: kind for kind, label in EXAMPLES.items()}


def description_of(entry: Entry) -> str:
    parts = [escaped(entry.definition)] if entry.definition else []

    def say(label, words):
        if words:
            parts.append(f"{label}: {escaped(words)}")

    say("Use for", entry.include)
    say("Do not use for", entry.exclude)
    for example in entry.examples:
        if example.text:
            say(EXAMPLES[example.kind], example.text)
            say("Why", example.note)
        else:
            say("Passage", f"{example.quote} ({example.source})")
    say("Source", entry.pin_cite)
    if entry.checked:
        said = ", ".join(one for one in (entry.checked_on, entry.checked_by) if one)
        say("Source compared", said or "yes")
    say("Polarity", POLARITY_WORDS[entry.polarity])
    say("Key", entry.key)
    if entry.retired:
        say("Retired", entry.retired_on or "yes")
    say("Use instead", entry.replaced_by or "")
    say("Id", entry.slug)
    return "\n\n".join(parts)


def escaped(words: str) -> str:
    """No line but a label looks like one."""
    lines = words.split("\n")
    return "\n".join(f"\\{one}" if LOOKS_SO.match(one) else one for one in lines)


def unescaped(line: str) -> str:
    return line[1:] if ESCAPED.match(line) else line


def said_in(description: str) -> tuple[dict[str, Any], int]:
    """({field: value}, passages left out); what has no label is the definition."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in description.split("\n"):
        if found := LABELLED.match(line):
            sections.append((found[1], [unescaped(found[2])]))
        else:
            sections[-1][1].append(unescaped(line))
    fields: dict[str, Any] = {}
    examples: list[Example] = []
    passages = 0
    for label, lines in sections:
        words = "\n".join(lines).strip()
        if label == "" and words:
            fields["definition"] = words
        elif label in KINDS:
            examples.append(Example(KINDS[label], words))
        elif label == "Why" and examples:
            examples[-1].note = words
        elif label == "Passage":
            passages += 1
        elif label == "Polarity":
            fields["polarity"] = POLARITIES.get(words, words)
        elif label == "Source compared":
            fields |= compared(words)
        elif label == "Retired":
            fields |= {"retired": True, "retired_on": "" if words == "yes" else words}
        elif LABELS.get(label):
            fields[LABELS[label]] = words
    if examples:
        fields["examples"] = examples
    return fields, passages


def compared(words: str) -> dict[str, Any]:
    day, _, person = words.partition(", ")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return {"checked": True, "checked_on": day, "checked_by": person}
    return {"checked": True, "checked_by": "" if words == "yes" else words}
