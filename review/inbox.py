"""What the lines of an inbox, and of a digest by e-mail, say and where they lead."""

from annotations.addresses import annotation_page_path
from corpus.addresses import document_path


def tell_about(project, notices):
    """Give each entry ``about``, ``words`` and ``path``: no query."""
    for notice in notices:
        notice.words = ""
        if notice.comment:
            notice.words = notice.comment.text
            thread = notice.comment.thread_id or notice.comment_id
            notice.path = (
                f"/projects/{project.slug}/comments/{thread}/"
                f"#comment-{notice.comment_id}"
            )
            notice.about = _subject(notice.comment)
        elif notice.annotation:
            notice.path = annotation_page_path(project.slug, notice.annotation.uuid)
            notice.about = _subject(notice)
            notice.words = notice.annotation.reason
        elif notice.assignment:
            text = notice.assignment.document
            notice.path = document_path(project.slug, text.pk)
            notice.about = text.title
            notice.words = notice.assignment.note
        else:
            notice.path, notice.about = f"/projects/{project.slug}/", project.title


def _subject(row):
    """What a comment or an entry is about, in a few words."""
    if row.annotation:
        return f"{row.annotation.doctrine.name}: “{row.annotation.quote[:60]}”"
    return row.doctrine.name if row.doctrine else row.document.title
