"""The lists beside an annotation: its tags, its chain, its comparators."""

from annotations.models import Comparator, Tag, TaggedAnnotation, Via


def set_lists(annotation, names, before=None):
    """Write tags, chain and comparators, where they differ from ``before``."""
    record = names.record
    keys = {"annotation": annotation, "project_id": annotation.project_id}
    if (before.voice.via if before else ()) != record.voice.via:
        if before:
            annotation.chain.all().delete()
        Via.objects.bulk_create(
            Via(actor_id=actor, order=order, **keys)
            for order, actor in enumerate(names.via)
        )
    if (before.comparators if before else ()) != record.comparators:
        if before:
            annotation.comparators.all().delete()
        Comparator.objects.bulk_create(
            Comparator(situation_id=situation, relation=relation, **keys)
            for situation, relation in names.comparators
        )
    tags = clean_tags(record.tags)
    project = {"project_id": annotation.project_id}
    if before is None and tags:
        found = tag_keys(annotation.project_id, tags)
        TaggedAnnotation.objects.bulk_create(
            TaggedAnnotation(
                content_object=annotation,
                project_id=annotation.project_id,
                tag_id=found[name],
            )
            for name in tags
        )
    elif before and set(tags) != set(before.tags):
        annotation.tags.set(tags, tag_kwargs=project, through_defaults=project)


def tag_keys(project_pk, wanted):
    """{name: key} of a project's tags, made where they are missing: one query."""
    tags = Tag.objects.filter(project=project_pk, name__in=wanted)
    found = dict(tags.values_list("name", "pk"))
    for name in wanted:
        if name not in found:
            tag, _made = Tag.objects.get_or_create(project_id=project_pk, name=name)
            found[name] = tag.pk
    return found


def clean_tags(tags):
    """Names trimmed, single-spaced, each once."""
    return list(dict.fromkeys(" ".join(tag.split())[:100] for tag in tags))
