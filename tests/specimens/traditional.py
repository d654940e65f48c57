"""L14: traditional characters, the words of Taiwan, and readings in brackets behind rare characters."""

import random

PAIRS = (
    "总總体體开開动動关關门門号號对對务務处處发發现現规規范範废廢决決强強业業费費购購项項额額单單万萬数數请請类類举舉报報诉訴讼訟议議维維纠糾结結审審转轉办辦"
    "属屬于於国國禁禁护護权權过過执執卷卷询詢无無没沒现現补補仍仍确確认認获獲织織构構团團机機组組会會商商时時间間为為与與网網综綜领領导導条條条條责責还還给給"
    "续續继繼余餘个個实實证證书書长長县縣区區厅廳资資协協标標准準础礎级級监監督督质質变變应應当當专專传傳产產从從后後两兩总總计計"
)
TABLE = {ord(PAIRS[i]): PAIRS[i + 1] for i in range(0, len(PAIRS), 2)}
WORDS = (("文件", "檔案"), ("信息", "信息"), ("网络", "網路"))
READINGS = {"规": "guī", "购": "gòu", "讼": "sòng", "纠": "jiū"}


def to_traditional(text: str, rng: random.Random) -> str:
    """Return the text as a converter to traditional characters leaves it."""
    read = rng.random() < 0.6
    for word, other in WORDS[: rng.choice((0, 1, 3))]:
        text = text.replace(word, other)
    pieces = []
    for character in text:
        pieces.append(character.translate(TABLE))
        if read and character in READINGS:
            pieces.append(f"({READINGS[character]})")
    return "".join(pieces)
