"""The picture of a page made straight, and the ruling lines on it."""

import cv2
import numpy as np

from gongkai.report.readers.grid_lines import Lattice, Rule, Tolerance, join, lattices
from gongkai.report.readers.ocr_engine import Pixels

LEAST_ANGLE, MOST_ANGLE = 0.03, 12.0  # degrees
LONG, HIGH = 26, 13  # points: shorter strokes may belong to a character
THICKEST = 4  # points
INK, FAINT = 18, 8  # shades darker than the paper around: what is ink, and what is one where a line is known to run
SURE = 5  # times that length: a line as long as this goes on where it is faint
BESIDE, HOLE = 1.2, 0.7  # points that a line strays from its place, and that it is broken


def grey(pixels: Pixels) -> Pixels:
    """Return the picture in shades of grey."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)


def ink(shades: Pixels, contrast: int = INK) -> Pixels:
    """Return the picture with ink as 255 and paper as 0, whatever the light was."""
    block = max(15, min(shades.shape) // 40 | 1)
    mean, inverse = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    return np.asarray(cv2.adaptiveThreshold(shades, 255, mean, inverse, block, contrast), np.uint8)


def skew(shades: Pixels) -> float:
    """Return the angle by which a page was laid askew, in degrees, by its long lines or else by its rows of text."""
    half = np.asarray(cv2.resize(shades, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    dark = ink(half)
    found = cv2.HoughLinesP(dark, 1, np.pi / 1800, 200, minLineLength=half.shape[1] // 5, maxLineGap=6)
    angles = [] if found is None else [_from_level(*line) for line in found.reshape(-1, 4)]
    near = [angle for angle in angles if abs(angle) < MOST_ANGLE]
    if len(near) >= 3:
        return float(np.median(near))
    return _by_rows(dark)


def _from_level(x0: float, y0: float, x1: float, y1: float) -> float:
    angle = float(np.degrees(np.arctan2(y1 - y0, x1 - x0)))
    return (angle + 45) % 90 - 45


def _by_rows(dark: Pixels) -> float:
    """Return the angle at which rows of text and the space between them stand out most."""
    small = cv2.resize(dark, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    best, most = 0.0, -1.0
    for angle in np.arange(-3, 3.05, 0.15):
        rows = turned(np.asarray(small, np.uint8), float(angle), 0).sum(axis=1, dtype=np.float64)
        contrast = float(np.square(np.diff(rows)).sum())
        if contrast > most * (1.02 if abs(angle) > abs(best) else 1.0):
            best, most = float(angle), contrast
    return best


def turned(pixels: Pixels, degrees: float, paper: int = 255) -> Pixels:
    """Return a picture turned counter-clockwise about its middle."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(paper, paper, paper)),
        np.uint8,
    )


def grids(shades: Pixels, unit: float) -> tuple[list[Lattice], Pixels]:
    """Return the grids on a page, in pixels, and its ink without their lines; `unit` is how many pixels a point has."""
    dark, faint = ink(shades), ink(shades, FAINT)
    across = _strokes(dark, (round(LONG * unit), 1))
    down = _strokes(dark, (1, round(HIGH * unit)))
    near = Tolerance(same=3.0 * unit, gap=6.0 * unit, reach=5.0 * unit, least=HIGH * unit)
    horizontal = join(_rules(across, unit, flat=True), near)
    vertical = join(_rules(down, unit, flat=False), near)
    horizontal += [
        rule for lane in _lanes(horizontal, SURE * LONG * unit) for rule in _traced(faint, lane, (unit, LONG))
    ]
    vertical += [rule for lane in _lanes(vertical, SURE * HIGH * unit) for rule in _traced(faint.T, lane, (unit, HIGH))]
    found = [lattice for lattice in lattices(horizontal, vertical, near) if len(lattice.xs) > 2]
    lines = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8), iterations=max(1, round(unit / 2)))
    return found, np.asarray(cv2.bitwise_and(dark, cv2.bitwise_not(lines)), np.uint8)


def _lanes(rules: list[Rule], least: float) -> list[Rule]:
    """Return where lines run that are long enough, all parts together, to be lines and no strokes of characters."""
    lanes: dict[float, list[Rule]] = {}
    for rule in rules:
        lanes.setdefault(rule[0], []).append(rule)
    return [
        (at, min(start for _, start, _ in parts), max(end for _, _, end in parts))
        for at, parts in lanes.items()
        if sum(end - start for _, start, end in parts) >= least
    ]


def _traced(faint: Pixels, lane: Rule, size: tuple[float, float]) -> list[Rule]:
    """Return the parts of a line that are too faint to be seen by themselves, where the rest of it shows that it runs.

    `size` is the pixels of a point, and the least length of a part in points.
    """
    (at, first, last), (unit, least) = lane, size
    reach = max(1, round(BESIDE * unit))
    middle = round(at)
    band = faint[max(0, middle - reach) : middle + reach + 1].max(axis=0) > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([0], band.astype(np.int8), [0]))))
    runs: list[tuple[int, int]] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if runs and start - runs[-1][1] <= HOLE * unit:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    inside = [(max(first, start), min(last, end)) for start, end in runs]
    return [(at, start, end) for start, end in inside if end - start >= least * unit]


def _strokes(dark: Pixels, size: tuple[int, int]) -> Pixels:
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
    return np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), np.uint8)


def _rules(strokes: Pixels, unit: float, *, flat: bool) -> list[Rule]:
    """Return the strokes as rules; what is thicker than a line may be is left out."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    found: list[Rule] = []
    for x, y, width, height, _ in stats[1:].tolist():
        if (height if flat else width) <= THICKEST * unit:
            found.append((y + height / 2, x, x + width) if flat else (x + width / 2, y, y + height))
    return found
