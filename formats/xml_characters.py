"""What XML 1.0 cannot hold of a text: SVG, GraphML and workbooks share it."""

import re

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(words: str) -> str:
    """The words with "�" for each character that XML cannot hold; not escaped."""
    return NOT_XML.sub("�", words)
