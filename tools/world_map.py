"""Makes the map that pages draw.

``python tools/world_map.py countries-110m.json countries-10m.json``: the two files are of the npm
package world-atlas 2.0.2 (ISC), TopoJSON of Natural Earth's Admin 0 countries at 1:110 m and 1:10 m
(public domain, naturalearthdata.com). The coarse one gives the outlines; a State too small for
it is a point, in the middle of its largest outline in the fine one. Projected by Equal Earth
(Šavrič, Patterson and Jenny, 2018), in units of the picture, one decimal.
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import pycountry

Ring: TypeAlias = list[tuple[float, float]]

WIDTH, HEIGHT = 960.0, 430.0
TARGET = Path(__file__).parents[1] / "src" / "migkg" / "serve" / "pictures" / "world.json"

# The coefficients of the polynomial of Equal Earth.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = WIDTH / (2 * 2.70663)  # half the length of the projected equator


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place stands on the picture."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    power = square**3
    x = (
        2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta)
        / (3 * (9 * A4 * power * square + 7 * A3 * power + 3 * A2 * square + A1))
    )  # fmt: skip
    y = theta * (A4 * power * square + A3 * power + A2 * square + A1)
    return WIDTH / 2 + SCALE * x, HEIGHT / 2 + 26 - SCALE * y


def arcs(topology: dict) -> list[Ring]:
    """Return the arcs of a topology in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def rings(geometry: dict, lines: list[Ring]) -> list[Ring]:
    """Return the rings of a country in degrees, holes among them."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    found = []
    for polygon in polygons:
        for ring in polygon:
            points: Ring = []
            for index in ring:
                line = lines[index] if index >= 0 else lines[~index][::-1]
                points += line[1:] if points else line
            found.append(points)
    return found


def cut(ring: Ring) -> list[Ring]:
    """Return a ring that crosses the 180th meridian as two, one at each edge of the picture."""
    turned, shift = [ring[0]], 0.0
    for (before, _), (x, y) in pairwise(ring):
        shift += 360 if x - before < -180 else -360 if x - before > 180 else 0
        turned.append((x + shift, y))
    if max(x for x, _ in turned) <= 180 and min(x for x, _ in turned) >= -180:
        return [ring]
    return [[(min(max(x + away, -180.0), 180.0), y) for x, y in turned] for away in (-360, 0, 360)]


def path(found: list[Ring]) -> str:
    """Return rings as the data of an SVG path, each step relative to the last."""
    parts = []
    for ring in (piece for whole in found for piece in cut(whole)):
        shown = []
        for place in ring:
            x, y = (round(value, 1) for value in projected(*place))
            if not shown or (x, y) != shown[-1]:
                shown.append((x, y))
        if len(shown) < 4 or len({x for x, _ in shown}) < 2:
            continue
        at = shown[0]
        text = f"M{at[0]:g} {at[1]:g}"
        for x, y in shown[1:-1]:
            text += f"l{round(x - at[0], 1):g} {round(y - at[1], 1):g}"
            at = (x, y)
        parts.append(text + "z")
    return "".join(parts)


def area(ring: Ring) -> float:
    """Return the area of a ring on the picture."""
    points = [projected(*place) for place in ring]
    turned = points[1:] + points[:1]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, turned, strict=True))) / 2


def middle(found: list[Ring]) -> list[float]:
    """Return the middle of the largest ring, on the picture."""
    points = [projected(*place) for place in max(found, key=area)]
    return [round(sum(axis) / len(points), 1) for axis in zip(*points, strict=True)]


def main() -> None:
    """Write the map."""
    coarse, fine = (json.loads(Path(name).read_text("utf-8")) for name in sys.argv[1:3])
    shapes: dict[str, str] = {}
    points: dict[str, list[float]] = {}
    land = ""
    lines = arcs(coarse)
    for one in coarse["objects"]["countries"]["geometries"]:
        if one.get("id") == "010":
            continue  # Antarctica takes room, and no State
        drawn = path(rings(one, lines))
        country = pycountry.countries.get(numeric=one.get("id", ""))
        if country is None:
            land += drawn  # an area that is no State of the standard
        else:
            shapes[country.alpha_3.lower()] = drawn
    lines = arcs(fine)
    for one in fine["objects"]["countries"]["geometries"]:
        country = pycountry.countries.get(numeric=one.get("id", ""))
        if country is not None and country.alpha_3.lower() not in shapes:
            points[country.alpha_3.lower()] = middle(rings(one, lines))
    made = {"width": WIDTH, "height": HEIGHT, "land": land, "shapes": shapes, "points": points}
    TARGET.write_text(json.dumps(made, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    sys.stdout.write(f"{TARGET}: {len(shapes)} outlines, {len(points)} points\n")


if __name__ == "__main__":
    main()
