"""Filing a request through the two screens, as somebody without an account does."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image
from stdnum.cn import uscc

from gongkai.web.cases import identity, queries
from gongkai.web.cases.models import Applicant, Attachment, Case
from gongkai.web.organs import attempts
from gongkai.web.organs.models import Event, Organ, Tally
from gongkai.web.organs.origin import address
from gongkai.web.portal import allowances
from gongkai.web.portal.models import Draft, DraftFile
from tests.web import factories
from tests.web.conftest import Clock

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"


def picture(kind: str) -> bytes:
    """Return a small picture."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, kind)
    return made.getvalue()


JPEG, PNG = picture("JPEG"), picture("PNG")


@pytest.fixture
def bureau() -> Organ:
    """Return an organ that confirms by the system's receipt."""
    return factories.organ(code="ytjt", name="云亭区交通运输局")


def stamp(client: Client, clock: Clock) -> str:
    """Return the mark of a form that was opened a minute ago."""
    page = client.get(reverse("portal:apply")).content.decode()
    clock.now = clock.now.replace(minute=(clock.now.minute + 1) % 60)
    return re.search(r'name="opened" value="([^"]+)"', page).group(1)


def answers(where: Organ, **other: Any) -> dict[str, Any]:
    """Return what somebody fills in."""
    return {
        "organ": where.code,
        "subject": "2025年度道路养护经费支出明细",
        "description": "云亭区交通运输局2025年度道路养护经费的支出明细表。",
        "way": "electronic:online",
        "kind": "natural_person",
        "name": "林某某",
        "id_number": NUMBER,
        "phone": "138 0000 0000",
    } | other


def first(client: Client, clock: Clock, where: Organ, **other: Any) -> Any:
    """Send the first screen and return the answer."""
    return client.post(reverse("portal:apply"), {"opened": stamp(client, clock)} | answers(where, **other))


def file(client: Client, clock: Clock, organ: Organ, **other: Any) -> tuple[Any, str]:
    """File a request and return the last page and the address of the second screen."""
    sent = first(client, clock, organ, **other)
    assert sent.status_code == 302, sent.context["form"].errors
    return client.post(sent["Location"], follow=True), sent["Location"]


def kept() -> dict[str, str]:
    """Return what was kept of the one applicant there is."""
    return queries.applicant(Case.objects.get())


class Required(HTMLParser):
    """The names of the fields that must be filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.scripts: list[dict[str, str | None]] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag in ("input", "select", "textarea") and "required" in given:
            self.names.add(str(given["name"]))
        if tag == "script":
            self.scripts.append(given)
        if tag == "style" or any(name == "style" or name.startswith("on") for name in given):
            self.inline.append(tag)


def read(page: Any) -> Required:
    """Return what stands in a page."""
    found = Required()
    found.feed(page.content.decode())
    return found


def test_the_form_needs_no_more_than_nine_answers_and_no_purpose(client: Client, bureau: Organ) -> None:
    page = client.get(reverse("portal:apply"))
    needed = read(page).names
    assert needed == {"organ", "subject", "description", "way", "kind", "name", "id_number", "phone"}
    # Beside these eight, one address where the information is to be sent.
    assert len(needed) + 1 <= 9
    assert "用途" not in re.sub(r"不必说明用途|不问用途", "", page.content.decode())


def test_a_request_is_filed_in_two_screens(client: Client, clock: Clock, bureau: Organ) -> None:
    page, _ = file(client, clock, bureau)
    case = Case.objects.get()
    text = page.content.decode()
    assert case.number in text
    code = re.search(r'class="code">([0-9A-Z-]+)<', text).group(1)
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}", code)
    assert "2026年12月21日（星期一）" in text
    assert "为什么是这个日期" in text
    assert 'src="data:image/svg+xml' in text
    assert code.replace("-", "") not in text.replace(code, "")
    assert queries.standing(case, clock.today).left == 20


def test_what_identifies_the_applicant_is_stored_encrypted_only(client: Client, clock: Clock, bureau: Organ) -> None:
    file(client, clock, bureau)
    sealed = bytes(Applicant.objects.get().sealed)
    assert kept() == {"name": "林某某", "id_kind": "resident_id", "id_number": NUMBER, "phone": "13800000000"}
    assert NUMBER.encode() not in sealed
    events = str(list(Event.objects.values()))
    assert "林某某" not in events and NUMBER not in events and "1380000" not in events


def test_the_second_screen_reads_back_with_the_identity_masked(client: Client, clock: Clock, bureau: Organ) -> None:
    page = client.get(first(client, clock, bureau)["Location"]).content.decode()
    assert f"{NUMBER[:3]}{'*' * 11}{NUMBER[-4:]}" in page and NUMBER not in page
    assert "138****0000" in page and "13800000000" not in page
    assert "2026年12月21日（星期一）" in page
    assert not Case.objects.exists()


def test_nothing_personal_stands_in_clear_between_the_screens(client: Client, clock: Clock, bureau: Organ) -> None:
    first(client, clock, bureau)
    stored = bytes(Draft.objects.get().sealed) + str(dict(client.session)).encode()
    for secret in (NUMBER, "林某某", "13800000000", "养护"):
        assert secret.encode() not in stored


def test_going_back_shows_what_was_filled_in(client: Client, clock: Clock, bureau: Organ) -> None:
    sent = first(client, clock, bureau)
    key = sent["Location"].rstrip("/").rsplit("/", 1)[1]
    page = client.get(reverse("portal:apply") + f"?again={key}").content.decode()
    assert f'value="{NUMBER}"' in page
    assert NUMBER not in Client().get(reverse("portal:apply") + f"?again={key}").content.decode()


def test_a_form_sent_twice_is_one_case_with_the_same_answer(client: Client, clock: Clock, bureau: Organ) -> None:
    page, address = file(client, clock, bureau)
    again = client.post(address, follow=True)
    assert Case.objects.count() == 1
    assert page.context["code"] == again.context["code"]


def test_the_answer_of_a_form_is_for_its_session_and_for_an_hour(client: Client, clock: Clock, bureau: Organ) -> None:
    _, address = file(client, clock, bureau)
    assert Client().get(address + "filed").status_code == 404
    clock.go_to(clock.today, hour=12)
    assert client.get(address + "filed").status_code == 404


def test_the_receipt_is_a_pdf_that_names_nobody(client: Client, clock: Clock, bureau: Organ) -> None:
    _, address = file(client, clock, bureau)
    answer = client.get(address + "receipt.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = pdf_text(answer.content)
    assert "政府信息公开申请接收回执" in text and "2026年12月21日" in text
    assert Case.objects.get().number in text and "林某某" not in text and NUMBER not in text


def pdf_text(content: bytes) -> str:
    """Return the words of a PDF."""
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_due_date_past_the_published_calendar_is_marked(client: Client, clock: Clock, bureau: Organ) -> None:
    clock.go_to(date(2026, 12, 15))
    page, _ = file(client, clock, bureau)
    text = page.content.decode()
    assert "暂定" in text and "2027 年部分节假日的安排还没有公布" in text and "不会早于" in text


def test_where_staff_confirms_the_page_says_when_the_clock_will_start(client: Client, clock: Clock) -> None:
    organ = factories.organ(settings={"receipts": "staff"})
    sent = first(client, clock, organ)
    assert "由工作人员确认收到" in client.get(sent["Location"]).content.decode()
    text = client.post(sent["Location"], follow=True).content.decode()
    assert "本机关确认收到之后，答复期限才开始计算" in text and "2026年12月21日" not in text
    assert Case.objects.get().received is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"id_number": "11010519491231002"}, "身份证号应为 18 位，末位可为 X。您填写的是 17 位"),
        ({"id_number": "110105194912310021"}, "校验位不对"),
        ({"phone": "123"}, "电话号码应为 7 至 15 位数字"),
        ({"way": "electronic:email"}, "选择了电子邮件，请填写电子邮箱"),
        ({"way": "paper:mail"}, "选择了邮寄，请填写邮寄地址"),
        ({"organ": ""}, "请选择机关"),
        ({"subject": ""}, "请填写信息名称"),
        ({"kind": "commercial"}, "统一社会信用代码的校验位不对"),
        ({"kind": "research", "sub_kind": "company"}, "更具体的类别与上面的选择不一致"),
        ({"homepage": "http://example.com"}, "防止机器提交"),
    ],
)
def test_an_error_says_what_to_do_and_links_to_its_field(
    client: Client, clock: Clock, bureau: Organ, given: dict[str, str], said: str
) -> None:
    answer = first(client, clock, bureau, **given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert 'class="error-summary"' in text
    assert "homepage" in given or 'href="#id_' in text
    assert not Draft.objects.exists()


def test_an_address_that_the_delivery_does_not_need_is_not_kept(client: Client, clock: Clock, bureau: Organ) -> None:
    file(client, clock, bureau, email="a@example.com", address="云亭路1号")
    assert "email" not in kept() and "address" not in kept()


@pytest.mark.parametrize(
    ("kind", "sub_kind", "number", "id_kind"),
    [
        ("commercial", "company", "91110000600037341L", "uscc"),
        ("commercial", "cooperative", "N2110105MA0000000T", "uscc"),
        ("natural_person", "individual_business", NUMBER, "resident_id"),
        ("natural_person", "individual_business", "91110000600037341L", "uscc"),
    ],
)
def test_the_usual_document_follows_from_who_asks(
    client: Client, clock: Clock, bureau: Organ, kind: str, sub_kind: str, number: str, id_kind: str
) -> None:
    number = number if id_kind == "resident_id" else number[:17] + uscc.calc_check_digit(number[:17])
    file(client, clock, bureau, kind=kind, sub_kind=sub_kind, id_number=number)
    assert (kept()["id_kind"], kept()["id_number"]) == (id_kind, number)
    assert Case.objects.get().applicant_kind == sub_kind


def test_a_foreigner_files_with_a_passport(client: Client, clock: Clock, bureau: Organ) -> None:
    file(client, clock, bureau, id_kind="passport", id_number="e1234567")
    assert Case.objects.count() == 1


def test_vague_words_and_several_matters_are_hinted_at_and_not_refused(
    client: Client, clock: Clock, bureau: Organ
) -> None:
    asked = "1、养护经费。\n2、所有绿化合同等资料。"
    sent = first(client, clock, bureau, description=asked)
    text = client.get(sent["Location"]).content.decode()
    assert "您用了“所有”“等”这样的说法" in text
    assert "一事一申请" in text
    assert client.post(sent["Location"], follow=True).context["code"]


def test_hints_come_while_typing_too(client: Client) -> None:
    text = client.post(
        reverse("portal:matches"), {"subject": "道路", "description": "有关道路养护的全部资料"}
    ).content.decode()
    assert "范围可能不够明确" in text and "<html" not in text


def test_pictures_of_proofs_are_kept_encrypted_until_they_are_filed(client: Client, clock: Clock) -> None:
    organ = factories.organ(settings={"identity_pictures": "optional"})
    pictures = [SimpleUploadedFile("林某某.jpg", JPEG), SimpleUploadedFile("背面.png", PNG)]
    sent = first(client, clock, organ, pictures=pictures)
    assert DraftFile.objects.count() == 2
    assert "林某某" not in str(list(DraftFile.objects.values()))
    client.post(sent["Location"])
    assert not DraftFile.objects.exists()
    assert list(Attachment.objects.values_list("use", flat=True)) == ["identity", "identity"]


def test_pictures_are_neither_asked_for_nor_kept_where_the_organ_takes_none(client: Client, clock: Clock) -> None:
    bureau = factories.organ(settings={"identity_pictures": "none"})
    assert 'name="pictures"' not in client.get(reverse("portal:apply")).content.decode()
    factories.organ(settings={"identity_pictures": "optional"})
    sent = first(client, clock, bureau, pictures=[SimpleUploadedFile("a.jpg", JPEG)])
    assert not DraftFile.objects.exists()
    assert "不收身份证明的图片，您选择的图片没有保存" in client.get(sent["Location"]).content.decode()


def test_pictures_are_needed_where_the_organ_says_so_and_kept_when_something_is_changed(
    client: Client, clock: Clock
) -> None:
    organ = factories.organ(settings={"identity_pictures": "required"})
    refused = first(client, clock, organ)
    assert "要求附身份证明的图片" in str(refused.context["form"].errors["pictures"])
    sent = first(client, clock, organ, pictures=[SimpleUploadedFile("证件.jpg", JPEG)])
    again = first(client, clock, organ, draft=sent["Location"].split("/")[2], phone="13900000000")
    assert again.status_code == 302 and DraftFile.objects.count() == 1


@pytest.mark.parametrize("content", [b"MZ\x90\0", b"<html><script>", b"PK\x03\x04", b"%!PS", b"GIF89a", b""])
def test_a_hostile_upload_is_refused_with_a_sentence(client: Client, clock: Clock, content: bytes) -> None:
    organ = factories.organ(settings={"identity_pictures": "optional"})
    answer = first(client, clock, organ, pictures=[SimpleUploadedFile("证件.jpg", content or b"")])
    assert answer.status_code == 422
    assert "文件" in str(answer.context["form"].errors["pictures"])


def test_a_form_sent_at_once_is_asked_for_again(client: Client, clock: Clock, bureau: Organ) -> None:
    page = client.get(reverse("portal:apply")).content.decode()
    mark = re.search(r'name="opened" value="([^"]+)"', page).group(1)
    for opened in (mark, "forged", ""):
        answer = client.post(reverse("portal:apply"), answers(bureau, opened=opened))
        assert "几秒钟内就提交了" in answer.content.decode()


def test_who_files_often_answers_a_sum_and_at_last_is_refused(client: Client, clock: Clock, bureau: Organ) -> None:
    for _ in range(allowances.QUESTION_FROM):
        attempts.add(allowances.FILING, "127.0.0.1", clock.now)
    assert "得数不对" in first(client, clock, bureau).content.decode()
    page = client.get(reverse("portal:apply")).content.decode()
    a, b = re.search(r"请回答：(\d+) 加 (\d+) 等于几", page).groups()
    asked = re.search(r'name="sum_asked" value="([^"]+)"', page).group(1)
    assert first(client, clock, bureau, sum=str(int(a) + int(b)), sum_asked=asked).status_code == 302
    for _ in range(allowances.FILING.most):
        attempts.add(allowances.FILING, "127.0.0.1", clock.now)
    answer = client.get(reverse("portal:apply"))
    assert answer.status_code == 429 and "请明天再来" in answer.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.7").get(reverse("portal:apply")).status_code == 200


def test_the_sum_is_answered_by_nothing_else(client: Client, clock: Clock, bureau: Organ) -> None:
    for _ in range(allowances.QUESTION_FROM):
        attempts.add(allowances.FILING, "127.0.0.1", clock.now)
    page = client.get(reverse("portal:apply")).content.decode()
    opened = re.search(r'name="opened" value="([^"]+)"', page).group(1)
    for asked, said in (("", "None"), ("forged", "None"), (opened, str(clock.now.timestamp()))):
        answer = first(client, clock, bureau, sum=said, sum_asked=asked)
        assert answer.status_code == 422 and "得数不对" in answer.content.decode()


def test_a_sum_does_not_say_when_the_page_was_opened(client: Client, clock: Clock, bureau: Organ) -> None:
    for _ in range(allowances.QUESTION_FROM):
        attempts.add(allowances.FILING, "127.0.0.1", clock.now)
    page = client.get(reverse("portal:apply")).content.decode()
    asked = re.search(r'name="sum_asked" value="([^"]+)"', page).group(1)
    assert "几秒钟内就提交了" in client.post(reverse("portal:apply"), answers(bureau, opened=asked)).content.decode()


def test_no_address_is_kept_by_the_count(client: Client, clock: Clock, bureau: Organ) -> None:
    file(client, clock, bureau)
    assert Tally.objects.exists()
    assert "127.0.0.1" not in str(list(Tally.objects.values()))


def test_the_address_is_told_by_the_proxies_that_are_trusted(rf: Any, settings: Any) -> None:
    call = rf.get("/", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.4", REMOTE_ADDR="10.0.0.1")
    settings.PROXIES = 0
    assert address(call) == "10.0.0.1"
    settings.PROXIES = 1
    assert address(call) == "198.51.100.4"


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ("198.51.100.4:50312", "198.51.100.4"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::"),
        ("::ffff:198.51.100.4", "198.51.100.4"),
        ("unknown", "10.0.0.1"),
        ("<script>", "10.0.0.1"),
    ],
)
def test_an_address_is_counted_once_however_it_is_written(rf: Any, settings: Any, told: str, counted: str) -> None:
    settings.PROXIES = 1
    assert address(rf.get("/", HTTP_X_FORWARDED_FOR=told, REMOTE_ADDR="10.0.0.1")) == counted


def test_the_organ_and_the_subject_can_come_with_the_address(client: Client, bureau: Organ) -> None:
    page = client.get(reverse("portal:apply") + "?organ=ytjt&q=养护经费").content.decode()
    assert '<option value="ytjt" selected>' in page and 'value="养护经费"' in page


def test_the_pages_hold_no_inline_script_or_style(client: Client, clock: Clock, bureau: Organ) -> None:
    sent = first(client, clock, bureau)
    pages = [
        client.get(reverse("portal:apply")),
        client.get(sent["Location"]),
        client.post(sent["Location"], follow=True),
    ]
    for page in pages:
        found = read(page)
        assert not found.inline
        assert all(script.get("src", "").startswith("/static/") for script in found.scripts)
        assert "'unsafe" not in page["Content-Security-Policy"]


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_by_several_clicks_at_once_is_one_case(clock: Clock) -> None:
    organ, client = factories.organ(), Client()
    address = first(client, clock, organ)["Location"]

    def click(_: int) -> int:
        other = Client()
        other.cookies = client.cookies
        try:
            return other.post(address).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(click, range(4))) == {302}
    assert Case.objects.count() == 1


def test_a_draft_is_forgotten_after_an_hour(client: Client, clock: Clock, bureau: Organ) -> None:
    sent = first(client, clock, bureau)
    clock.go_to(clock.today, hour=12)
    assert client.get(sent["Location"]).status_code == 404
    first(client, clock, bureau)
    assert Draft.objects.count() == 1


def test_the_organs_page_says_who_to_ask_and_when_that_was_checked(client: Client) -> None:
    factories.organ(code="ytmz", name="云亭区民政局", phone="0700-80000010", contact_checked=date(2026, 11, 2))
    assert "0700-80000010" in client.get(reverse("portal:organs")).content.decode()
    text = client.get(reverse("portal:organ", args=["ytmz"])).content.decode()
    assert "上次核对" in text and "2026年11月2日" in text and "?organ=ytmz" in text
    assert client.get(reverse("portal:organ", args=["nobody"])).status_code == 404


def test_a_page_that_is_not_there_says_what_to_do(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404 and "没有找到这一页" in answer.content.decode()


def test_a_form_without_the_mark_of_the_site_is_told_so(bureau: Organ) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("portal:apply"), {})
    assert answer.status_code == 403 and "刷新后再提交" in answer.content.decode()


def test_the_sheet_has_a_print_style_and_respects_who_wants_no_motion() -> None:
    sheet = files("gongkai.web.portal").joinpath("static", "gongkai", "gongkai.css").read_text("utf-8")
    assert "@media print" in sheet and "prefers-reduced-motion" in sheet and ":focus-visible" in sheet


def test_codes_that_begin_with_a_letter_are_right_too() -> None:
    for code in ("91110000600037341L", "N2110105MA01ABCD1X", "Y1110105MA01ABCD1X"):
        whole = code[:17] + uscc.calc_check_digit(code[:17])
        assert identity.number("uscc", whole) == whole
    with pytest.raises(identity.BadIdentity, match="校验位不对"):
        identity.number("uscc", "911100006000373410")
