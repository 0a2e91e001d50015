"""The text of the annotator's page, as HTML: plain paragraphs in sections, in parts."""

from html import escape

#: So many paragraphs are painted and left together, or fewer where they are long.
SECTION = 12
#: A section with so many code points takes no further paragraph.
LENGTH = 4_000
#: So many sections stand in one part: the browser passes over a whole part at once.
PART = 8


def sections_of(blocks, direction=""):
    """One string for a template to print as it is: its own loop takes far longer.

    No white space stands inside a paragraph, whose text is the stored text, and none
    between paragraphs, where each would be one more node of the page.

    Args:
        blocks: (start, kind, paragraph, text) in order.
        direction: of the text; "auto" lets each paragraph have its own.
    """
    turn = ' dir="auto"' if direction == "auto" else ""
    blocks = list(blocks)
    parts, before = [], None
    paragraphs, length, sections = SECTION, 0, 0
    after = [paragraph for _start, _kind, paragraph, _text in blocks[1:]] + [None]
    for number, (start, kind, paragraph, text) in enumerate(blocks):
        if paragraphs == SECTION or length >= LENGTH:
            parts.append("</section>" if number else "")
            if sections % PART == 0:
                parts.append("</div><div>" if number else "<div>")
            parts.append("<section>")
            paragraphs, length, sections = 0, 0, sections + 1
        paragraphs, length = paragraphs + 1, length + len(text)
        piece = " piece" if paragraph == before else ""
        # for the style sheet, which would have to ask :has() after each change
        piece += " continued" if paragraph == after[number] else ""
        parts.append(
            f'<p id="c{start}"{turn} data-c="{start}" data-n="{paragraph}"'
            f' class="block-{kind}{piece}">{escape(text)}</p>'
        )
        before = paragraph
    if parts:
        parts.append("</section></div>")
    return "".join(parts)
