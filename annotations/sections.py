"""The text of the annotator's page, as HTML: plain paragraphs in sections."""

from html import escape

#: Paragraphs painted and left together.
SECTION = 12


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
    after = [paragraph for _start, _kind, paragraph, _text in blocks[1:]] + [None]
    for number, (start, kind, paragraph, text) in enumerate(blocks):
        if number % SECTION == 0:
            parts.append("</section><section>" if number else "<section>")
        piece = " piece" if paragraph == before else ""
        # for the style sheet, which would have to ask :has() after each change
        piece += " continued" if paragraph == after[number] else ""
        parts.append(
            f'<p id="c{start}"{turn} data-c="{start}" data-n="{paragraph}"'
            f' class="block-{kind}{piece}">{escape(text)}</p>'
        )
        before = paragraph
    if parts:
        parts.append("</section>")
    return "".join(parts)
