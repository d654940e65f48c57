"""The optical character recognition of the extra `ocr`: text boxes on a page, and the text in a box.

The models lie in the wheel of RapidOCR and are named by path, so that nothing is ever downloaded.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from gongkai.report.readers.grid_table import Box

Pixels = NDArray[np.uint8]

BAND = 2600  # pixels: text on a picture higher than this, such as a long screenshot, is sought band by band
SEAM = 200  # pixels: how far above its end a band may be cut, so that no line of text is
BATCH = 16
NARROW = [3, 48, 64]  # boxes of figures are short: the width that the model pads to by itself takes four times as long


class Words(NamedTuple):
    """What was recognised in a box, and how sure that is, from 0 to 1."""

    text: str
    score: float


NOTHING = Words("", 0.0)


@cache
def _engine() -> Any:
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    paths = {part: next(models.glob(f"*_{part.lower()}_*.onnx")) for part in ("Det", "Rec", "Cls")}
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 100_000,
            "Global.text_score": 0.0,
            "Global.use_cls": False,
            "Rec.rec_img_shape": NARROW,
            "Rec.rec_batch_num": BATCH,
            **{f"{part}.model_path": str(path) for part, path in paths.items()},
        }
    )


def start() -> None:
    """Load the models, which takes some seconds once."""
    _engine()


def boxes(pixels: Pixels) -> list[Box]:
    """Return the boxes in which there is text, from top to bottom."""
    found: list[Box] = []
    top, height = 0, pixels.shape[0]
    while top < height:
        bottom = height if height - top <= BAND else _seam(pixels, top + BAND)
        found += [(x0, y0 + top, x1, y1 + top) for x0, y0, x1, y1 in _boxes(pixels[top:bottom])]
        top = bottom
    return found


def _seam(pixels: Pixels, end: int) -> int:
    """Return the row with the least ink shortly before `end`."""
    rows = pixels[end - SEAM : end].min(axis=2).astype(np.float64)
    return end - SEAM + int(np.argmax(rows.mean(axis=1)))


def _boxes(pixels: Pixels) -> list[Box]:
    found = _engine()(pixels, use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return []
    corners = [(points.min(axis=0).tolist(), points.max(axis=0).tolist()) for points in found.boxes]
    return [(x0, y0, x1, y1) for (x0, y0), (x1, y1) in corners]


def recognise(crops: Sequence[Pixels]) -> list[Words]:
    """Return the text in pictures of single lines."""
    usable = [at for at, crop in enumerate(crops) if min(crop.shape[:2]) > 1]
    found = [NOTHING] * len(crops)
    if usable:
        result = _engine().recognize_txt([crops[at] for at in usable])
        for at, text, score in zip(usable, result.txts, result.scores, strict=True):
            found[at] = Words(text.strip(), float(score))
    return found


def crop(pixels: Pixels, box: Box, margin: float = 0.0) -> Pixels:
    """Return a part of a picture."""
    height, width = pixels.shape[:2]
    x0, y0 = max(0, int(box[0] - margin)), max(0, int(box[1] - margin))
    x1, y1 = min(width, int(np.ceil(box[2] + margin))), min(height, int(np.ceil(box[3] + margin)))
    return pixels[y0:y1, x0:x1]


def framed(pixels: Pixels, margin: int) -> Pixels:
    """Return a picture with a white frame around it."""
    white = (255, 255, 255)
    return np.asarray(
        cv2.copyMakeBorder(pixels, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=white), np.uint8
    )
