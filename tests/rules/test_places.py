"""Where places lie."""

from pathlib import Path

import pytest

from tests.contents import checked
from timeline.rules.rule import Example

MAP: Example = {
    "map.yml": "origin: أطلس\nextent: {west: 38, south: 29, east: 49, north: 38}\n"
    "countries: [{name: العراق, outlines: ['40,30 47,30 47,37 40,37 40,30', "
    "'43,32 44,32 44,33 43,33 43,32']}, {outlines: ['47,30 48,30 48,31 47,30']}]\n",
}


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("within: iraq, latitude: 34, longitude: 44.5", None),
        ("within: iraq, latitude: 34, longitude: 47.2", None),  # by the border, as drawn
        ("within: iraq, latitude: 34, longitude: 47.5", "outside-country"),
        ("within: iraq, latitude: 32.5, longitude: 43.5", "outside-country"),  # in the hole
        ("within: iraq, latitude: 34, longitude: 47.5, precision: country", None),
        ("within: iraq, latitude: 34, longitude: 60", None),  # beyond the map nothing is drawn
        ("latitude: 34, longitude: 47.5", None),
        ("latitude: 44.5, longitude: 34", "degrees-swapped"),  # on the map the other way round
        ("within: mosul, latitude: 36.3, longitude: 43.1", None),
        ("within: mosul, latitude: 36.3, longitude: 45.1", "far-from-around"),
        ("within: mosul", None),
        ("within: a, latitude: 36.3, longitude: 43.1", None),
        ("kind: governorate, within: mosul", "within-smaller"),
        ("kind: district, within: mosul", None),
        ("kind: area, within: mosul", None),
        ("kind: country, within: a", None),
    ],
)
def test_places(tmp_path: Path, place: str, told: str | None) -> None:
    text = (
        "iraq: {name: Iraq, aliases: [العراق], kind: country}\n"
        "mosul: {name: الموصل, kind: city, within: iraq, latitude: 36.34, longitude: 43.13}\n"
        f"a: {{name: أ, {place}}}\n"
    )
    findings = checked(tmp_path, MAP, {"vocabularies/places.yml": text}).findings
    rules = {finding.rule for finding in findings if finding.at.line == 3}
    assert rules - {"place-within-itself"} == ({told} if told else set())
    assert {finding.at.line for finding in findings} <= {3}


def test_a_map_across_the_180th_meridian(tmp_path: Path) -> None:
    ground = {
        "map.yml": "origin: أطلس\nextent: {west: 170, south: -30, east: -170, north: 0}\n"
        "countries: [{name: فيجي, outlines: ['176,-20 179,-20 179,-16 176,-16 176,-20']}]\n",
        "vocabularies/places.yml": "fiji: {name: فيجي, kind: country}\n"
        "suva: {name: سوفا, within: fiji, latitude: -18.1, longitude: 178.4}\n"
        "lost: {name: تائه, within: fiji, latitude: -18.1, longitude: -179}\n",
    }
    findings = checked(tmp_path, ground).findings
    assert [(finding.rule, finding.at.line) for finding in findings] == [("outside-country", 3)]
