"""Whom a comment names: "@" and then a member's name or e-mail address."""

import re

#: Where a name may begin: not inside a word, as in an address without a mention.
AT = re.compile(r"(?<![\w@.])@")


def mentioned(text, members):
    """The members that a text names, in no order.

    Of names that begin alike the longest counts; all who have the same name are meant.

    Args:
        members: people with ``name`` and ``email``.
    """
    names: dict[str, list] = {}
    for member in members:
        for name in {member.name, member.email, member.email.partition("@")[0]}:
            if name:
                names.setdefault(name.casefold(), []).append(member)
    longest_first = sorted(names, key=len, reverse=True)
    folded, found = text.casefold(), []
    for match in AT.finditer(folded):
        rest = folded[match.end() :]
        for name in longest_first:
            if rest.startswith(name) and not re.match(r"\w", rest[len(name) :]):
                found += names[name]
                break
    return list(dict.fromkeys(found))
