"""Free tags, unique in a project and never shared between projects."""

import pghistory
from django.db import models
from taggit.models import ItemBase, TagBase

from annotations.models import sight
from corpus.models import Document, OwnedQuerySet, Project


class TagQuerySet(OwnedQuerySet):
    def seen_in(self, project):
        """The project's tags, without those that only hidden annotations carry."""
        seen, rows = sight.of(project), self.of_project(project)
        if not seen.texts:
            return rows
        carried = TaggedAnnotation.objects.filter(tag=models.OuterRef("pk"))
        shown = carried.filter(seen.condition("content_object__"))
        return rows.filter(models.Exists(shown) | ~models.Exists(carried))


class Tag(TagBase):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, allow_unicode=True, db_index=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="one_tag_a_name"),
            models.UniqueConstraint(fields=["project", "slug"], name="one_tag_a_slug"),
            models.UniqueConstraint(fields=["project", "id"], name="tag_in_project"),
        ]


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
    # the history of one annotation is read by it
    meta={
        "indexes": [models.Index(fields=["content_object"], name="tagging_history")],
    },
)
class TaggedAnnotation(ItemBase):
    # the keys of annotation and tag hold the project too
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    content_object = models.ForeignKey(
        "annotations.Annotation",
        on_delete=models.CASCADE,
        related_name="tagged",
        db_constraint=False,
        db_index=False,
        db_column="annotation_id",
    )
    tag = models.ForeignKey(
        Tag,
        on_delete=models.PROTECT,
        related_name="tagged",
        db_constraint=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="one_tagging_a_tag"
            ),
        ]

    def __str__(self):
        return str(self.tag)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class TaggedDocument(models.Model):
    """A text's tag; only the actions write it."""

    # the keys of text and tag hold the project too
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    document = models.ForeignKey(
        Document,
        on_delete=models.CASCADE,
        related_name="tagged",
        db_constraint=False,
        db_index=False,
    )
    tag = models.ForeignKey(
        Tag,
        on_delete=models.PROTECT,
        related_name="tagged_documents",
        db_constraint=False,
        db_index=False,
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "tag"], name="one_tagged_document_a_tag"
            ),
        ]
        indexes = [
            models.Index(fields=["tag", "document"], name="tagged_document_tag"),
        ]

    def __str__(self):
        return str(self.tag)
