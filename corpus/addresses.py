"""Addresses of texts as paths, without a query or the URLconf."""


def document_path(project_slug, document_pk):
    """A text's annotator, with its bibliographic head."""
    return f"/projects/{project_slug}/texts/{document_pk}/"


def carried_path(slug, document_pk):
    """The page of what became of an earlier edition's annotations."""
    return f"{document_path(slug, document_pk)}carried/"
