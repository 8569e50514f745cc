"""The straight lines drawn on a PDF's page: what tables are ruled with."""

import ctypes
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

_MAX_OBJECTS = 8_000
"""Drawings of a page that are looked at: a map has hundreds of thousands, a table a few hundred."""
_MAX_SEGMENTS = 400
_THIN = 3.0
_LONG = 12.0

# the raw interface brings no types of its own
Handle = Any
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Rule:
    """A straight line. `at` is its height (across) or its place from the left (upright), from `start` to `end`."""

    across: bool
    at: float
    start: float
    end: float


@dataclass
class Drawn:
    """What is drawn on a page besides words."""

    rules: list[Rule]
    dots: list[tuple[float, float]]
    """Middles of small shapes: bullets that are drawn, not written."""
    pictures: int = 0


def drawn(page: Handle, height: float) -> Drawn:
    """The lines and pictures of a page, heights counted downwards from its upper edge."""
    found = Drawn([], [])
    count = min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)
    for index in range(count):
        _take(pdfium.FPDFPage_GetObject(page, index), (1, 0, 0, 1, 0, 0), height, found, 0)
    return found


def _take(handle: Handle, around: Matrix, height: float, found: Drawn, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.pictures += 1
    elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(found.rules) < _MAX_OBJECTS:
        _path(handle, around, height, found)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
        inner = _times(_matrix(handle), around)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(handle), _MAX_OBJECTS)):
            if len(found.rules) >= _MAX_OBJECTS:
                return
            _take(pdfium.FPDFFormObj_GetObject(handle, index), inner, height, found, depth + 1)


def _path(handle: Handle, around: Matrix, height: float, found: Drawn) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    if not (fill.value or stroke.value):
        return
    count = pdfium.FPDFPath_CountSegments(handle)
    if not 2 <= count <= _MAX_SEGMENTS:
        return
    matrix = _times(_matrix(handle), around)
    _dot(handle, around, height, found)
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _placed(x.value, y.value, matrix, height)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            _lines(points, found, closed=bool(fill.value))
            points = [point]
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        else:
            # a curve, but for the rounded corners of boxes, is no rule
            points = [point]
    _lines(points, found, closed=bool(fill.value))


def _dot(handle: Handle, around: Matrix, height: float, found: Drawn) -> None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return
    x0, y0 = _placed(left.value, bottom.value, around, height)
    x1, y1 = _placed(right.value, top.value, around, height)
    wide, tall = abs(x1 - x0), abs(y1 - y0)
    if 1.5 <= wide <= 8 and 1.5 <= tall <= 8 and 0.6 <= wide / tall <= 1.7 and len(found.dots) < _MAX_OBJECTS:
        found.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))


def _lines(points: list[tuple[float, float]], found: Drawn, *, closed: bool) -> None:
    if len(points) < 2:
        return
    if closed and points[0] != points[-1]:
        points = [*points, points[0]]
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    tall = max(y for _, y in points) - min(y for _, y in points)
    if len(points) >= 4 and min(wide, tall) <= _THIN:
        # a line drawn as a thin box
        (x0, y0), (x1, y1) = (min(points), max(points))
        points = [(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)] if wide >= tall else _upright(points)
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y0 - y1) <= 1.0 and abs(x0 - x1) >= _LONG:
            found.rules.append(Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= 1.0 and abs(y0 - y1) >= _LONG * 0.6:
            found.rules.append(Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _upright(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    middle = sum(x for x, _ in points) / len(points)
    return [(middle, min(y for _, y in points)), (middle, max(y for _, y in points))]


def _matrix(handle: Handle) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _placed(x: float, y: float, matrix: Matrix, height: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    placed = (a * x + c * y + e, height - (b * x + d * y + f))
    return placed if all(map(math.isfinite, placed)) else (0.0, 0.0)
