"""What Twilio's own description of its REST API (OpenAPI) says of a request and of its answer.

`twilio_description.json` holds the part of it that the hotline uses, and names its source.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

Schema = Mapping[str, Any]
OPERATIONS: Mapping[str, Mapping[str, Any]] = json.loads(
    Path(__file__).with_name("twilio_description.json").read_text(encoding="utf-8")
)["operations"]

# How each type is written in a query or a form. "" takes an address away, as Twilio's examples show.
WRITTEN: Mapping[str, Callable[[str], object]] = {
    "boolean": lambda text: text in ("true", "false"),
    "integer": str.isdecimal,
    "uri": lambda text: not text or urlsplit(text).scheme in ("http", "https"),
}


def objections_to_request(method: str, path: str, fields: Mapping[str, str]) -> list[str]:
    """What is wrong with a request; `path` is as it came over the wire."""
    name, places = _operation(method, path)
    if not name:
        return [f"there is no {method} {path}"]
    known = OPERATIONS[name]
    unknown = [f"{name} has no field {field}" for field in fields if field not in known["fields"]]
    return [*unknown, *_wrong(places, known["path"]), *_wrong(fields, known["fields"])]


def objections_to_answer(method: str, path: str, answer: Mapping[str, Any]) -> list[str]:
    """What Twilio never answers to that request."""
    name, _ = _operation(method, path)
    known = OPERATIONS[name]["answer"] if name else {}
    listed = {key: value for key, value in answer.items() if isinstance(value, list)}
    items = [(field, known[key]) for key, value in listed.items() if key in known for one in value for field in one]
    return [f"{name} does not answer {key}" for key in answer if key not in known] + [
        f"{name} does not answer {field}" for field, fields in items if field not in fields
    ]


def _operation(method: str, path: str) -> tuple[str, Mapping[str, str]]:
    for name in OPERATIONS:
        wanted, _, template = name.partition(" ")
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
        if method == wanted and (found := re.fullmatch(pattern, path)):
            return name, {place: unquote(value) for place, value in found.groupdict().items()}
    return "", {}


def _wrong(values: Mapping[str, str], schemas: Mapping[str, Schema]) -> Iterator[str]:
    for name, value in values.items():
        schema = schemas.get(name, {})
        if not _fits(value, schema):
            yield f"{name} is {value!r}, but must be {dict(schema)}"


def _fits(value: str, schema: Schema) -> bool:
    kind = WRITTEN.get(schema.get("format", ""), WRITTEN.get(schema.get("type", ""), lambda _: True))
    fits = bool(kind(value)) and value in schema.get("enum", [value]) and re.search(schema.get("pattern", ""), value)
    return bool(fits) and (not value.isdecimal() or int(value) <= schema.get("maximum", int(value)))
