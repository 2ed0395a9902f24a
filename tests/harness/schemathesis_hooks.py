"""What schemathesis needs to know about the product and cannot read from its description.

Generated identifiers name nothing: all they reach is 404. Where a request names an object with a well-formed
identifier, one that exists is put in its place, and its present version into If-Match. What is malformed stays as it was
generated. `described.py` says what exists; what a run creates is added.
"""

import atexit
import itertools
import json
import os
import pathlib
import re

import requests
import schemathesis

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
VERSION = re.compile(r'"[0-9]+"')
TOKEN = re.compile(r"[a-z2-7]{26}")
KNOWN = json.loads(pathlib.Path(os.environ["SANGKIEN_KNOWN"]).read_text())
# Which objects the identifiers in bodies name, by their field.
FIELDS = {
    "unit_id": "units", "parent_id": "communes", "person_id": "people", "markers": "members", "idea_id": "ideas",
    "dossier_ids": "waiting", "council_id": "councils", "rubric_id": "rubrics", "companion_id": "companions",
    "deputy_id": "deputies",
}
addresses = itertools.count(1)
turns = {}
answered = set()
reader = requests.Session()


def turn(objects, what):
    """The next of `objects` for each user of the list, so that a run is the same each time."""
    turns[what] = turns.get(what, -1) + 1
    return objects[turns[what] % len(objects)]


def resource(path):
    """`ideas` for /api/v1/ideas/{id}/thanks: the words before the first parameter."""
    return path.removeprefix("/api/v1/").split("/{")[0]


def name_an_object(case):
    """Puts an object that exists into the address, and the secret of its link into the body; True if it did."""
    objects = KNOWN["objects"].get(resource(case.path))
    parameters = case.path_parameters or {}
    well_formed = {name: value for name, value in parameters.items() if isinstance(value, str) and fits(name, value)}
    if not objects or len(well_formed) < len(parameters) or not parameters:
        return False
    operation = case.operation.definition.raw["operationId"]
    # First those kept for this operation, then those kept for none, then all: what one changes another needs.
    kept = [one for fitting in KNOWN["fits"].values() for one in fitting]
    own = KNOWN["fits"].get(operation, [])
    free = [one for one in objects if one not in kept]
    chosen = turn([*own, *free, *(one for one in objects if one in kept)], operation)
    for name in parameters:
        if name in chosen:
            parameters[name] = chosen[name]
    secret = case.body.get("tracking_token") if isinstance(case.body, dict) else None
    if "tracking_token" in chosen and TOKEN.fullmatch(str(secret)):
        case.body["tracking_token"] = chosen["tracking_token"]
    return True


def fits(name, value):
    return bool(UUID.fullmatch(value)) or (name in ("code", "paper", "role", "purpose") and re.fullmatch(r"[\w-]{1,40}", value))


def name_objects(body):
    """The body with identifiers that exist in the fields that name something."""
    if isinstance(body, list):
        return [name_objects(item) for item in body]
    if not isinstance(body, dict):
        return body
    named = {}
    for field, value in body.items():
        objects = KNOWN["objects"].get(FIELDS.get(field))
        if objects and isinstance(value, str) and UUID.fullmatch(value):
            value = turn(objects, field)["id"]
        elif objects and isinstance(value, list):
            value = [turn(objects, field)["id"] if isinstance(one, str) and UUID.fullmatch(one) else one for one in value]
        elif field == "achievement" and isinstance(value, dict) and UUID.fullmatch(str(value.get("id"))):
            kind = "dossiers" if value.get("kind") == "dossier" else "ideas"
            value = {**value, "id": turn(KNOWN["objects"][kind], field)["id"]}
        else:
            value = name_objects(value)
        named[field] = value
    return named


def present_version(case):
    """The ETag of the object at the address, as its reader sees it."""
    base = f"/api/v1/{resource(case.path)}/{case.path_parameters.get('id')}"
    answer = reader.get(KNOWN["url"] + base, headers={"cookie": KNOWN["cookie"] or "", "sec-fetch-site": "same-origin",
                                                     "x-forwarded-for": "10.255.0.1"}, timeout=20)
    return answer.headers.get("etag")


@schemathesis.hook
def before_call(context, case, kwargs):
    """Each request comes from an address of its own, so that the limits of one address stay as they are in
    production and do not hide the handlers behind 429. (They are tested by themselves in tests/it.)"""
    number = next(addresses)
    headers = case.headers if case.headers is not None else {}
    headers["x-forwarded-for"] = f"10.{number >> 16 & 127}.{number >> 8 & 255}.{number & 255}"
    case.headers = headers
    if case.meta is None or case.meta.phase.name.value == "stateful":
        return
    if isinstance(case.body, (dict, list)):
        case.body = name_objects(case.body)
    if name_an_object(case):
        given = next((name for name in headers if name.lower() == "if-match"), None)
        if given and VERSION.fullmatch(str(headers[given])):
            version = present_version(case)
            # Each fifth is a stale one all the same.
            if version and turns[case.operation.definition.raw["operationId"]] % 5 != 4:
                headers[given] = version


@schemathesis.hook
def after_call(context, case, response):
    """Remembers what a run creates, the latest dozen of each, and which operations did what they are for."""
    if response.status_code < 300:
        answered.add(case.operation.definition.raw["operationId"])
    if response.status_code != 201 or "{" in case.path:
        return
    made = response.json()
    objects = KNOWN["objects"].setdefault(resource(case.path), [])
    if isinstance(made, dict) and "id" in made:
        objects.append({"id": made["id"]})
        if len(objects) > 24:
            objects.pop(12)


@atexit.register
def tell():
    pathlib.Path(KNOWN["answered"]).write_text(json.dumps(sorted(answered)))
