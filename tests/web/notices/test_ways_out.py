"""Where mail and SMS go, and which address links lead to, as the environment says."""

import pytest

from gongkai.web.config import environment


def test_without_a_server_messages_go_to_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGKAI_MAIL", raising=False)
    monkeypatch.delenv("GONGKAI_SMS", raising=False)
    assert environment.mail().backend == "django.core.mail.backends.filebased.EmailBackend"
    assert environment.sms() == "gongkai.web.notices.channels.FileSms"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://mail.example.cn", ("mail.example.cn", 25, "", "", False, False)),
        ("smtps://u%40x:p%3Aw@mail.example.cn", ("mail.example.cn", 465, "u@x", "p:w", True, False)),
        ("smtp+tls://u:p@mail.example.cn:2525", ("mail.example.cn", 2525, "u", "p", False, True)),
    ],
)
def test_a_mail_server_is_one_address(
    address: str, expected: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_MAIL", address)
    mail = environment.mail()
    assert (mail.host, mail.port, mail.user, mail.password, mail.tls, mail.starttls) == expected


def test_a_wrong_address_is_refused_without_repeating_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_MAIL", "imap://u:secret@mail.example.cn")
    with pytest.raises(ValueError, match="smtp://") as refused:
        environment.mail()
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "hosts", "https", "expected"),
    [
        ("", ["localhost"], False, "http://localhost:8000"),
        ("", ["xxgk.example.cn"], True, "https://xxgk.example.cn"),
        ("https://www.example.cn/gk/", ["localhost"], False, "https://www.example.cn/gk"),
    ],
)
def test_links_lead_to_the_public_address(
    given: str, hosts: list[str], https: bool, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_SITE", given)
    assert environment.site(hosts, https=https) == expected


def test_a_gateway_of_one_s_own_is_named_by_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SMS", "gateway.Sms")
    assert environment.sms() == "gateway.Sms"
