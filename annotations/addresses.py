"""Addresses of marks as paths, without a query or the URLconf."""

from corpus.addresses import document_path


def annotation_path(project_slug, document_pk, uuid):
    """The annotator at the place of one annotation."""
    return f"{document_path(project_slug, document_pk)}?annotation={uuid}"


def annotation_page_path(project_slug, uuid):
    """The page of one annotation with its history."""
    return f"/projects/{project_slug}/annotations/{uuid}/"


def heads_change_path(project_slug, change_pk):
    """The page of a change of many heads."""
    return f"/projects/{project_slug}/changes/{change_pk}/"
