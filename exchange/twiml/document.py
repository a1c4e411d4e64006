"""A strict parser of TwiML: bytes in, verbs out; raises TwimlError."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from exchange.twiml import attributes, verbs
from exchange.twiml.verbs import TwimlError, Verb

MOST_BYTES = 64 * 1024
SOUNDS = ("Play", "Say", "Pause")
TOP_LEVEL = (*SOUNDS, "Redirect", "Gather", "Record", "Dial", "Hangup", "Reject")
MOST_CHARACTERS_SAID = 3000


@dataclass(frozen=True)
class Shape:
    """How an element becomes a verb: the fields for its text and its children, and its required attributes."""

    make: type
    text: str = ""
    reads: attributes.Reader = str
    children: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


SHAPES = {
    "Play": Shape(verbs.Play, text="url", reads=attributes.url),
    "Say": Shape(verbs.Say, text="text", reads=str),
    "Pause": Shape(verbs.Pause),
    "Redirect": Shape(verbs.Redirect, text="url", reads=attributes.url),
    "Hangup": Shape(verbs.Hangup),
    "Reject": Shape(verbs.Reject),
    "Gather": Shape(verbs.Gather, children=SOUNDS, required=("action",)),
    "Record": Shape(verbs.Record, required=("action",)),
    "Dial": Shape(verbs.Dial, children=("Conference", "Number", "Sip")),
    "Conference": Shape(verbs.Conference, text="name", reads=attributes.label),
    "Number": Shape(verbs.Number, text="number", reads=attributes.number),
    "Sip": Shape(verbs.Sip, text="uri", reads=attributes.sip),
}


def parse(body: bytes, content_type: str) -> tuple[Verb, ...]:
    """The verbs of a document; raises TwimlError."""
    if content_type.partition(";")[0].strip() not in ("text/xml", "application/xml"):
        raise TwimlError(f"the Content-Type is {content_type!r}, not text/xml")
    if len(body) > MOST_BYTES:
        raise TwimlError(f"{len(body)} bytes are more than 64 kB")
    response = _xml(body)
    if response.tag != "Response" or response.attrib:
        raise TwimlError("the document must be a plain <Response>")
    if (response.text or "").strip():
        raise TwimlError(f"stray text in <Response>: {response.text!r}")
    return tuple(_verb(child, "Response", TOP_LEVEL) for child in response)


def _xml(body: bytes) -> Element:
    if not body.startswith(b"<"):
        raise TwimlError("the document must begin with <, without a blank before it")
    try:
        return ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise TwimlError(f"not well-formed XML: {error}") from error


def _verb(element: Element, parent: str, allowed: tuple[str, ...]) -> Verb:
    tag = element.tag
    if tag not in allowed:
        raise TwimlError(f"<{tag}> is unknown inside <{parent}>")
    if (element.tail or "").strip():
        raise TwimlError(f"stray text after <{tag}>: {element.tail!r}")
    shape = SHAPES[tag]
    made: Verb = shape.make(**_attributes(element, shape), **_text(element, shape), **_children(element, shape))
    return made


def _attributes(element: Element, shape: Shape) -> dict[str, object]:
    for name in shape.required:
        if name not in element.attrib:
            raise TwimlError(f"<{element.tag}> without {name} would ask its own document for ever")
    return {_snake(name): _attribute(element.tag, name, value) for name, value in element.attrib.items()}


def _attribute(tag: str, name: str, value: str) -> object:
    # § 201 StGB: whoever records a conversation without everyone's consent commits an offence.
    if name.startswith("record") and tag in ("Dial", "Conference", "Number", "Sip"):
        raise TwimlError(f"<{tag} {name}>: no conversation may ever be recorded")
    if name not in attributes.ATTRIBUTES[tag]:
        raise TwimlError(f"<{tag}> has no attribute {name}")
    return _read(attributes.ATTRIBUTES[tag][name], value, f"<{tag} {name}={value!r}>")


def _text(element: Element, shape: Shape) -> dict[str, object]:
    text = (element.text or "").strip()
    if bool(text) != bool(shape.text):
        raise TwimlError(f"<{element.tag}> {'must not be empty' if shape.text else f'holds stray text: {text!r}'}")
    if len(text) > MOST_CHARACTERS_SAID:
        raise TwimlError(f"<{element.tag}> holds more than {MOST_CHARACTERS_SAID} characters")
    return {shape.text: _read(shape.reads, text, f"<{element.tag}>{text}")} if shape.text else {}


def _children(element: Element, shape: Shape) -> dict[str, object]:
    children = tuple(_verb(child, element.tag, shape.children) for child in element)
    if shape.make is verbs.Dial:
        if len(children) != 1:
            raise TwimlError("<Dial> wants exactly one <Conference>, <Number> or <Sip>")
        return {"to": children[0]}
    return {"sounds": children} if shape.make is verbs.Gather else {}


def _read(reader: attributes.Reader, value: str, where: str) -> object:
    try:
        return reader(value)
    except ValueError as error:
        raise TwimlError(f"{where}: {error}") from error


def _snake(name: str) -> str:
    return re.sub("[A-Z]", lambda capital: "_" + capital[0].lower(), name)
