"""The page of the form of a group: what stands in its boxes, what is wrong with each, and the bytes it makes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from flask import render_template, request

from office.plan.files import requested_bytes
from office.plan.form_boxes import At, fields_before, sections_of
from office.plan.form_rows import LABELS
from office.plan.form_values import BEFORE, Values, changed, is_same, submitted
from office.plan.headings import groups_in
from office.plan.new_group import new_group_text
from office.plan.text_box import CheckedDraft, checked_draft
from reading.editing.block_edit import NAME, edit_block, fields_by_line, values_of_blocks
from reading.editing.values import KEYS
from reading.files import fingerprint
from reading.problem import Problem
from reading.text.encodings import decoded_without_bom, encode, text_like

NOTHING: Values = dict.fromkeys(KEYS, ())
# Of problems that are in none of the lines of the group.
NOWHERE = ("", 0)
THEIRS = "In der Datei steht jetzt: »{value}«. Wenn Sie speichern, gilt, was Sie geschrieben haben."
THEIRS_GONE = "In der Datei steht hier jetzt nichts. Wenn Sie speichern, gilt, was Sie geschrieben haben."


@dataclass(frozen=True)
class Form:
    """The form of the group of that number in the file `name`. `values` are in its boxes, `before` stood in them when
    the page was made from the file with the fingerprint `opened`; `notes` are told at the boxes of a key."""

    name: str
    number: int
    opened: str
    values: Values
    before: Values
    notes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _there(self) -> bytes | None:
        return requested_bytes(self.name)

    @cached_property
    def _text(self) -> str:
        return decoded_without_bom(self._there or b"")

    @cached_property
    def draft(self) -> str:
        """The text of the file with what was filled in."""
        wanted = changed(self.values, self._now)
        return edit_block(self._text, self.number, wanted) if wanted else self._text

    @property
    def raw(self) -> bytes:
        """The bytes of the draft."""
        if self._there is None:
            return encode(self.draft.rstrip("\n").split("\n"))
        return self._there if self.draft == self._text else text_like(self._there, self.draft)

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody else has changed the file since the page was made."""
        return fingerprint(self._there) != self.opened

    @property
    def _now(self) -> Values:
        return _values_in(self._text, self.number)

    def merged(self) -> "Form":
        """The same form on the file as it is now: what nobody has typed into is as the file has it."""
        names = [block[NAME] for block in values_of_blocks(self._text)]
        number = names.index(tuple(self.before[NAME])) if tuple(self.before[NAME]) in names else len(names)
        moved = replace(self, number=number, opened=fingerprint(self._there))
        now = moved._now if number < len(names) else self.before
        typed = changed(self.values, self.before)
        differing = [key for key in typed if not (is_same(now[key], self.before[key]) or is_same(now[key], typed[key]))]
        notes = {key: THEIRS.format(value="; ".join(now[key])) if any(now[key]) else THEIRS_GONE for key in differing}
        return replace(moved, values={**now, **typed}, before=now, notes=notes)

    def with_value(self, key: str, value: str, note: str) -> "Form":
        """The same form with another value behind a key, and something told about it."""
        return replace(self, values={**self.values, key: [value]}, notes={**self.notes, key: note})

    def page(self, wrong: str = "") -> str:
        """The page; `wrong` is the reason why it was not saved."""
        return render_template(
            "formular.html",
            name=self.name,
            number=self.number,
            heading=" ".join(self.values[NAME]) or "Neue Gruppe",
            groups=groups_in(self.name, self._there) if self._there else (),
            state=self.opened,
            is_new=self._there is None,
            sections=sections_of(self.values, self._at),
            before=fields_before(self.before),
            notes=self.notes,
            wrong=wrong,
            **self.checked(),
        )

    def checked(self) -> dict[str, object]:
        """The template variables of a check: the mistakes of the draft, how this group of it is understood, the
        problems by lines of its keys (`at`) and of other lines (`elsewhere`), and the keys in words (`labels`)."""
        names = groups_in(self.name, self.raw)[self.number : self.number + 1]
        return {
            "mistakes": self._found.mistakes,
            "readings": [one for one in self._found.readings if one.summary.name in names],
            "at": self._at,
            "elsewhere": self._at.get(NOWHERE, ()),
            "labels": LABELS,
        }

    @cached_property
    def _found(self) -> CheckedDraft:
        return checked_draft(self.name, self.raw)

    @cached_property
    def _at(self) -> At:
        lines, at = fields_by_line(self.draft, self.number), defaultdict[tuple[str, int], list[Problem]](list)
        for problem in (*self._found.mistakes, *self._found.hints):
            at[lines.get(problem.line, NOWHERE) if problem.file == self.name else NOWHERE].append(problem)
        return at


def opened_form(name: str, number: int, group: str) -> Form:
    """The form of a group as the file has it; with the lines of a new one named `group` if there is no file."""
    raw = requested_bytes(name)
    text = new_group_text(group) if raw is None else decoded_without_bom(raw)
    values = _values_in(text, number)
    return Form(name, number, fingerprint(raw), values, NOTHING if raw is None else values)


def submitted_form(name: str) -> Form:
    """The form as it was submitted."""
    number = max(request.form.get("nr", 0, int), 0)
    return Form(name, number, request.form.get("stand", ""), submitted(), submitted(BEFORE))


def _values_in(text: str, number: int) -> Values:
    blocks = values_of_blocks(text)
    return blocks[number] if number < len(blocks) else NOTHING
