"""Bytes into text, whatever they were written in and whatever they claim to be written in.

Old government sites declare gb2312 over UTF-8 and the other way round, so a declaration is a hint and the bytes decide.
Printed punctuation stays as it is; only radicals and compatibility ideographs, which look the same, are unified.
"""

import re
import unicodedata
from dataclasses import dataclass

from gongkai.report.model import Note

_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "政府信息公开年度报告总体情况主动收到处理申请行政复议诉讼存在问题改进其他需要事项数量本制发现有效件规范性文件许可处罚强制收费金额单位"
    "自然法人组织商业企业科研机构社会益服务律结转予以部分区属于国家秘密危及安全经济稳定私隐案卷监督领导根据条例办公室街道镇乡县市省月日号第"
    "這個為國來時們產對會發學經後過說動種"
    "資訊政府信息公開年度報告總體情況主動收到處理申請行政複議訴訟問題改進其他需要事項數量現效規範許可處罰強制收費額單位法組織業機構"
    "結轉區屬於國家危險穩隱監督領導據條辦鎮鄉縣號、，。：；（）《》〔〕“”"
)
_ALIASES = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gb_2312": "gb18030",
    "gb231280": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "windows-936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "cp950": "big5hkscs",
}
_NAMES = {"gb18030": "GB18030", "big5hkscs": "Big5", "utf-8": "UTF-8", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CONTROL = re.compile("[\\x00-\\x08\\x0e-\\x1f]")
_ASCII_RUN = re.compile(rb"(?<=[\x00-\x7f])[\x00-\x7f]{3,}")  # its first byte may belong to a character of two bytes
_SAMPLE = 20_000  # bytes: enough to tell encodings apart


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was found in and what there is to note about it."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def declared(data: bytes) -> str | None:
    """Return the encoding that an HTML or XML file declares near its beginning."""
    if found := _DECLARED.search(data, 0, 8192):
        return (found[1] or found[2]).decode("ascii", "replace")
    return None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of `data`; `declared` is a name such as gb2312, or a content type that holds one."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, guessed=False)
    if b"\0" in data[:_SAMPLE] and (wide := _wide(data)):
        return _decoded(data, wide, guessed=True)
    try:
        return _noted(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError:
        pass
    claim = _claim(declared)
    encoding = _judge(_ASCII_RUN.sub(b" ", data)[:_SAMPLE], claim)
    return _decoded(data, encoding, guessed=encoding != claim)


def _claim(declared: str | None) -> str | None:
    if not declared:
        return None
    if found := _CHARSET.search(declared):
        declared = found[1]
    name = declared.strip().lower()
    return _ALIASES.get(name, "utf-8" if name in ("utf-8", "utf8") else None)


def _wide(data: bytes) -> str | None:
    """Return UTF-16 in the byte order that gives the more plausible text, None where it is no UTF-16."""
    sample = data[: _SAMPLE // 2 * 2]
    little, big = (_score(sample.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be"))
    if max(little, big) < 0.4:
        return None
    return "utf-16-le" if little >= big else "utf-16-be"


def _judge(sample: bytes, claim: str | None) -> str:
    """Return the encoding that gives the most plausible text; what is declared wins a near tie."""
    scores = {name: _score(sample.decode(name, "replace")) for name in ("utf-8", "gb18030", "big5hkscs")}
    if claim in scores:
        scores[claim] += 0.05
    return max(scores, key=lambda name: scores[name])


def _score(text: str) -> float:
    """Return how much of the text that is not ASCII is frequent in reports, less what cannot be text at all."""
    others = [char for char in text if char > "\x7f" or char == "\0"]
    if not others:
        return 0.5 if text and not _CONTROL.search(text) else 0.0
    hits = sum(map(_FREQUENT.__contains__, others))
    return (hits - 2 * (others.count("�") + others.count("\0"))) / len(others)


def _decoded(data: bytes, encoding: str, *, guessed: bool) -> Decoded:
    return _noted(data.decode(encoding, "replace"), encoding, guessed=guessed)


def _noted(text: str, encoding: str, *, guessed: bool) -> Decoded:
    name = _NAMES.get(encoding, encoding.upper())
    notes = [Note("encoding_guessed", detail=name)] if guessed else []
    if lost := text.count("�"):
        notes.append(Note("replacement_characters", detail=str(lost)))
    if (note := compatibility_note(text)) is not None:
        notes.append(note)
        text = fold(text)
    return Decoded(text, name, tuple(notes))


# The radicals of the supplement that are whole characters of their own; Unicode gives only two of them a decomposition.
_RADICALS = dict(
    zip(
        "⺀⺁⺃⺄⺅⺇⺈⺋⺌⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺬⺭⺮⺯⺱⺲⺳⺴⺵⺶⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "冫厂乛乚亻𠘨刀㔾小兀尣尢巳幺彑忄㣺扌攵旡月歺母民氵氺灬爫爫丬牛犭王示礻竹糹罓罒罓网罒羊耂肀聿⺼臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟亀龟",
        strict=True,
    )
)
_FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def fold(text: str) -> str:
    """Return the text with radicals and compatibility ideographs as the unified characters they stand for."""
    return _FORMS.sub(_unified, text) if not text.isascii() else text


def compatibility_note(text: str) -> Note | None:
    """Return the note that `fold` would change the text, None where it would not."""
    if text.isascii() or not _FORMS.search(text):
        return None
    changed = sorted({char for char in _FORMS.findall(text) if fold(char) != char})
    return Note("compatibility_forms", detail="".join(changed[:10])) if changed else None


def _unified(found: re.Match[str]) -> str:
    char = found[0]
    return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
