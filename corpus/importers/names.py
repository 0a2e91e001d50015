"""Names as bibliographies write them: "Family, Given; Family, Given; Organisation"."""


def split(cell: str) -> list[str]:
    """The names in a cell, each once, in their order, with single spaces."""
    names = (" ".join(name.split()) for name in cell.split(";"))
    return list(dict.fromkeys(name for name in names if name))


def kind(name: str) -> str:
    """The kind of actor: a name with a comma is a person, any other an organisation."""
    return "person" if "," in name else "organisation"


def display(name: str) -> str:
    """ "Family, Given" turned round; other names as they are."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else name


def signed(name: str) -> tuple[str, str]:
    """ "Family, Given [as signed]" -> the name, and the name as signed or nothing."""
    before, bracket, after = name.rstrip("]").partition("[")
    if not (name.endswith("]") and bracket and before.strip()):
        return name, ""
    return before.strip(), after.strip()
