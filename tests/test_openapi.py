"""The API against its own description: whatever comes, never a 5xx."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

from accounts.actions import create_token
from config.api import api

EXAMPLES = 12
DESCRIPTION = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))
APPLICATION = WSGIHandler()
OPERATIONS = [found.ok() for found in DESCRIPTION.get_all_operations()]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_request_ends_in_a_server_error(operation, transactional_db, olga, document):
    secret = create_token(user=olga, name="fuzz")[1]
    # so that requests reach past the first look-up
    known = {"slug": document.project.slug, "pk": document.pk, "doctrine": "sd"}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case):
        for name in case.path_parameters.keys() & known.keys():
            case.path_parameters[name] = known[name]
        response = case.call(
            app=APPLICATION,
            base_url="http://localhost",
            headers={"Authorization": f"Bearer {secret}"},
        )
        case.validate_response(response, checks=[not_a_server_error])

    send()


def test_description_names_every_field_of_an_annotation(client, db):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    body = paths["/api/v1/annotations/{uuid}"]["put"]["requestBody"]
    properties = body["content"]["application/json"]["schema"]["properties"]
    assert {"document", "start", "end", "quote", "doctrine", "stance", "voice"} <= (
        properties.keys()
    )
