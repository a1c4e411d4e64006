"""The groups as their files say now, also what was saved a moment ago and is not on air yet."""

from dataclasses import replace

from flask import abort

from hotline import hotline
from ivr.model.names import folded
from ivr.model.plan import Group, Plan
from routes.slugs import slugs


def saved_plan() -> Plan:
    """The plan on air with the groups of the files; one whose file has a mistake is as it is on air."""
    on_air, (saved, _) = hotline().on_air.edition().plan, hotline().checked()
    groups = {group.name: group for group in (*on_air.groups, *saved.groups)}
    return replace(on_air, groups=tuple(groups.values()))


def saved_groups() -> dict[str, Group]:
    """The groups in the order of their names, by the name of each for addresses."""
    return slugs(sorted(saved_plan().groups, key=lambda group: folded(group.name)))


def saved_group(slug: str) -> Group:
    """The group with this name in an address, else 404."""
    return saved_groups().get(slug) or abort(404)
