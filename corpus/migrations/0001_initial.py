"""Make the tables of projects, members, names and texts.

Why: the first version. Undo drops them, with every text.
"""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import corpus.models.partial_date


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        error_messages={
                            "unique": "This short name is in use; choose another."
                        },
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*$",
                                "Use small letters, digits and hyphens; begin with no hyphen.",
                            )
                        ],
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField(blank=True)),
                ("defaults", models.JSONField(blank=True, default=dict)),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("state", "State"),
                            ("organisation", "Organisation"),
                            ("group", "Group"),
                            ("unnamed", "Unnamed source"),
                        ],
                        default="organisation",
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("aliases", models.JSONField(blank=True, default=list)),
                ("affiliation", models.CharField(blank=True, max_length=200)),
                ("capacity", models.CharField(blank=True, max_length=200)),
                ("identifiers", models.JSONField(blank=True, default=dict)),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "name"),
                        name="one_actor_a_name",
                        violation_error_message="There is an actor of this name already.",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "id"), name="actor_in_project"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="actor_has_a_name",
                        violation_error_message="Give the actor a name.",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Situation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("begins", models.CharField(blank=True, max_length=10)),
                ("ends", models.CharField(blank=True, max_length=10)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "Case"),
                            ("rule", "Rule"),
                            ("hypothetical", "Hypothetical"),
                        ],
                        default="case",
                        max_length=12,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "code"),
                        name="one_situation_a_code",
                        violation_error_message="There is a situation of this code already.",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "id"), name="situation_in_project"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="situation_has_a_code",
                        violation_error_message="Give the situation a code.",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                ("publisher", models.CharField(blank=True, max_length=300)),
                (
                    "issued",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[corpus.models.partial_date.validate_partial_date],
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=1000)),
                ("archive_url", models.URLField(blank=True, max_length=1000)),
                (
                    "retrieved",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[corpus.models.partial_date.validate_partial_date],
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=35)),
                ("original_language", models.CharField(blank=True, max_length=35)),
                ("genre", models.CharField(blank=True, max_length=100)),
                ("licence", models.CharField(blank=True, max_length=200)),
                ("filename", models.CharField(blank=True, max_length=255)),
                (
                    "original",
                    models.FileField(blank=True, max_length=300, upload_to="%Y/%m"),
                ),
                (
                    "original_sha256",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                ("text_sha256", models.CharField(editable=False, max_length=64)),
                ("length", models.PositiveIntegerField(editable=False)),
                ("revision", models.PositiveBigIntegerField(default=0, editable=False)),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "withdrawn",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
                (
                    "situation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.situation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "text_sha256"),
                        name="one_document_a_text",
                        violation_error_message="This text is in the project already.",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "id"), name="document_in_project"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("length__gt", 0)),
                        name="document_has_text",
                        violation_error_message="The text is empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued", ""),
                            ("issued__regex", "^(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?$"),
                            _connector="OR",
                        ),
                        name="document_issued_partial_date",
                        violation_error_message="“issued” is a year, a month or a day: 2022, 2022-01 or 2022-01-07.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retrieved", ""),
                            (
                                "retrieved__regex",
                                "^(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="document_retrieved_partial_date",
                        violation_error_message="“retrieved” is a year, a month or a day: 2022, 2022-01 or 2022-01-07.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["project", "issued", "id"], name="document_issued"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Authorship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("author", "Author"),
                            ("translator", "Translator"),
                            ("editor", "Editor"),
                        ],
                        default="author",
                        max_length=10,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("name_as_signed", models.CharField(blank=True, max_length=200)),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorships",
                        to="corpus.actor",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authorships",
                        to="corpus.document",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "actor", "role"),
                        name="one_authorship_a_role",
                        violation_error_message="This actor has this part in the text already.",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["project", "actor"], name="authorship_actor"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("viewer", "Viewer: reads and exports"),
                            ("coder", "Coder: also adds texts and marks passages"),
                            (
                                "reviewer",
                                "Reviewer: also edits all marks, decides, edits the codebook",
                            ),
                            (
                                "owner",
                                "Owner: also manages members, imports sets, withdraws texts",
                            ),
                        ],
                        default="coder",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "digest",
                    models.CharField(editable=False, max_length=64, unique=True),
                ),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                ("expires", models.DateTimeField()),
                ("accepted", models.DateTimeField(editable=False, null=True)),
                ("revoked", models.DateTimeField(editable=False, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="corpus.project",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regions",
                        to="corpus.document",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
            ],
            options={
                "ordering": ["start"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))),
                        name="region_start_before_end",
                        violation_error_message="Select at least one character.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("viewer", "Viewer: reads and exports"),
                            ("coder", "Coder: also adds texts and marks passages"),
                            (
                                "reviewer",
                                "Reviewer: also edits all marks, decides, edits the codebook",
                            ),
                            (
                                "owner",
                                "Owner: also manages members, imports sets, withdraws texts",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="corpus.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "user"),
                        name="one_membership_a_person",
                        violation_error_message="This person is a member already.",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paragraph", "Paragraph"),
                            ("heading", "Heading"),
                            ("quotation", "Quotation"),
                            ("footnote", "Footnote"),
                            ("list_item", "List item"),
                        ],
                        default="paragraph",
                        max_length=10,
                    ),
                ),
                ("paragraph", models.PositiveIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="corpus.document",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="corpus.project",
                    ),
                ),
            ],
            options={
                "ordering": ["start"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "start"), name="one_block_a_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__length__range", (1, 4096))),
                        name="block_length",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="authors",
            field=models.ManyToManyField(
                through="corpus.Authorship", to="corpus.actor"
            ),
        ),
    ]
