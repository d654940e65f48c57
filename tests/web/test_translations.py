"""English: every sentence of the office has one, the compiled catalogue is current, and pages say nothing untranslated."""

import gettext
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "gongkai" / "web"
COMPILED = WEB / "locale" / "en" / "LC_MESSAGES" / "django.mo"
HAN = re.compile(r"[\u4e00-\u9fff]+")
FIELD = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
TEMPLATES = sorted(path for path in WEB.rglob("templates/**/*.html") if path.name != "500.html")
"""The page for a broken system says both languages, for it cannot ask which one."""
SAID = re.compile(
    r"\{%\s*comment.*?endcomment\s*%\}|\{%\s*blocktranslate\b.*?endblocktranslate\s*%\}|\{%\s*translate\s.*?%\}|\{#.*?#\}"
    r'|<(article|div)\b[^>]*\blang="zh-CN".*?</\1>',
    re.DOTALL,
)
"""What is said in both languages; and the letters of an organ, which are Chinese whoever reads them, and marked so."""


def english() -> dict[str, str]:
    with COMPILED.open("rb") as file:
        catalogue = vars(gettext.GNUTranslations(file))["_catalog"]
    return {key if isinstance(key, str) else key[0]: text for key, text in catalogue.items() if key}


def test_every_sentence_has_its_english_and_the_compiled_catalogue_is_current() -> None:
    checked = subprocess.run(
        [sys.executable, "scripts/update/translations.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert checked.stdout == "" and checked.returncode == 0, checked.stdout + checked.stderr


def test_english_fills_in_what_the_chinese_does_and_holds_no_chinese() -> None:
    for chinese, text in english().items():
        assert set(FIELD.findall(chinese)) == set(FIELD.findall(text)), chinese
        assert set(HAN.findall(text)) <= {"政府信息公开申请"}, text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_template_says_nothing_that_cannot_be_translated(path: Path) -> None:
    left = SAID.sub("", path.read_text("utf-8")).replace("中文", "")
    # Marks between two things, and formats of dates, are not words.
    assert HAN.findall(re.sub(r'\|date:"[^"]*"', "", left)) == []
