"""Addresses of texts and marks as paths, without a query or the URLconf."""


def document_path(project_slug, document_pk):
    """A text's annotator, with its bibliographic head."""
    return f"/projects/{project_slug}/texts/{document_pk}/"


def annotation_path(project_slug, document_pk, uuid):
    """The annotator at the place of one annotation."""
    return f"{document_path(project_slug, document_pk)}?annotation={uuid}"
