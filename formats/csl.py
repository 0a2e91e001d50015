"""CSL-JSON, as Zotero and citation processors write it, to and from neutral entries.

Loses: roles but author, translator and editor; keywords; CSL's variables that are not
in ``bibliography.FIELDS``. Particles and suffixes are written into the family name.

Source: https://github.com/citation-style-language/schema
"""

import json
import re
from typing import Any

from formats import partial_date
from formats.bibliography import (
    DATES,
    DEEPEST,
    FIELDS,
    ROLES,
    Bibliography,
    Entry,
    Name,
    Unreadable,
    check_count,
    decoded,
    parts,
    person,
)

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NO_KEY = re.compile(r"https?:|[0-9]+$")


def read(data: bytes) -> Bibliography:
    """
    Raises:
        Unreadable: it is no CSL-JSON.
    """
    text = decoded(data)
    _check_depth(text)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"Line {error.lineno}: this is no JSON from here on. Export the entries"
            " again as CSL JSON."
        ) from None
    except (ValueError, RecursionError):
        raise Unreadable(
            "This JSON holds a number that nobody can read. Export the entries again."
        ) from None
    if isinstance(found, dict):
        found = found.get("items", [found])
    if not isinstance(found, list):
        raise Unreadable("This JSON is no list of entries, as CSL JSON is.")
    check_count(len(found))
    bibliography = Bibliography()
    for number, item in enumerate(found, start=1):
        if isinstance(item, dict) and ("type" in item or "title" in item):
            bibliography.entries.append(_entry(item, number))
        else:
            bibliography.problems.append(
                f"Entry {number}: it has neither type nor title, so it is no work."
            )
    return bibliography


def _check_depth(text: str) -> None:
    """Brackets in strings count as well: no work has so many."""
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth += 1 if match[0] in "[{" else -1
        if depth > 1_000:
            raise Unreadable(
                f"This JSON is nested deeper than the {DEEPEST} levels that entries"
                " need. Export them again."
            )


def _entry(item: dict[str, Any], number: int) -> Entry:
    entry = Entry(number)
    for name in FIELDS:
        value = item.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            entry.put(name, str(value))
    key = item.get("id")
    if isinstance(key, str) and not NO_KEY.match(key):
        entry.put("citation-key", key)
    for name in DATES:
        _put_date(entry, name, item.get(name))
    for role in ROLES:
        listed = item.get(role)
        for given in listed if isinstance(listed, list) else []:
            if isinstance(given, dict):
                entry.put_name(role, _name(given))
    return entry


def _name(given: dict[str, Any]) -> Name:
    def said(key: str) -> str:
        value = given.get(key)
        return value if isinstance(value, str) else ""

    if said("literal"):
        return Name(said("literal"), organisation=True)
    first = " ".join(filter(None, [said("given"), said("dropping-particle")]))
    return person(said("family"), first, said("non-dropping-particle"), said("suffix"))


def _put_date(entry: Entry, name: str, given: Any) -> None:
    if isinstance(given, str):
        entry.put_date(name, given)
    if not isinstance(given, dict):
        return
    listed = given.get("date-parts")
    if isinstance(listed, list) and listed:
        ends = [_date(end, given) for end in listed[:2] if isinstance(end, list)]
        entry.put_date(name, "/".join(filter(None, ends)))
    for key in ("raw", "literal"):
        if isinstance(given.get(key), str):
            entry.put_date(name, given[key])


def _date(numbers: list, given: dict[str, Any]) -> str:
    """Date parts are numbers, or texts that hold numbers."""
    texts = [str(number).strip() for number in numbers[:3]]
    if not all(re.fullmatch(r"-?[0-9]{1,9}", text) for text in texts):
        return ""
    year, *rest = texts
    season = str(given.get("season", "")).lower()
    if season and not rest:
        months = SEASONS | {str(n): 20 + n for n in range(1, 5)}
        months |= {str(n): n for n in range(21, 25)}
        rest = [str(months[season])] if season in months else []
    sign = "-" if year.startswith("-") else ""
    year = year.removeprefix("-")
    whole = "-".join([f"{sign}{year:>04}", *(f"{part:>02}" for part in rest)])
    if len(year.lstrip("0")) > 4:
        whole = f"Y{sign}{year.lstrip('0')}"
    circa = given.get("circa") not in (None, False, "", 0, "0", "false")
    return whole + ("~" if circa and not whole[-3:] > "-20" else "")


def write(entries: list[Entry]) -> str:
    items = [_item(entry, number) for number, entry in enumerate(entries, start=1)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(entry: Entry, number: int) -> dict[str, Any]:
    item: dict[str, Any] = {"id": entry.fields.get("citation-key") or str(number)}
    item |= {name: entry.fields[name] for name in FIELDS if name in entry.fields}
    item.setdefault("type", "document")
    for name in DATES:
        if name in entry.fields:
            item[name] = _written_date(entry.fields[name])
    for role in ROLES:
        if entry.names.get(role):
            item[role] = [_written_name(name) for name in entry.names[role]]
    return item


def _written_name(name: Name) -> dict[str, str]:
    family, given = parts(name)
    return {"family": family, "given": given} if given else {"literal": name.name}


def _written_date(value: str) -> dict[str, Any]:
    """Date parts where they say it all, else the date as EDTF."""
    ends = []
    for end in value.split("/"):
        try:
            partial_date.validate_plain(end)
        except ValueError:
            return {"raw": value}
        if not end:
            return {"raw": value}
        ends.append([int(part) for part in end.split("-")])
    return {"date-parts": ends}
