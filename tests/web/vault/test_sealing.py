"""What is sealed can be read with its key and for its purpose, and in no other way."""

import stat
from datetime import timedelta

import pytest
from django.conf import settings

from gongkai.web.config.environment import Home
from gongkai.web.vault import checks, keys, sealing
from tests.web.factories import NOW


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Give each test keys of its own."""
    home = Home(tmp_path, tmp_path / "keys")
    monkeypatch.setattr(settings, "HOME", home)
    return home


@pytest.mark.parametrize("cipher", ["aes", "sm4"])
def test_what_is_sealed_is_read_back_with_either_cipher(cipher, monkeypatch):
    monkeypatch.setattr(settings, "CIPHER", cipher)
    sealed = sealing.seal("林某某".encode(), purpose="applicant YT-1")
    assert "林某某".encode() not in sealed
    assert sealing.unseal(sealed, purpose="applicant YT-1").decode() == "林某某"


@pytest.mark.parametrize("cipher", ["aes", "sm4"])
def test_what_was_sealed_for_another_purpose_is_not_read(cipher, monkeypatch):
    monkeypatch.setattr(settings, "CIPHER", cipher)
    sealed = sealing.seal(b"1", purpose="applicant YT-1")
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed, purpose="applicant YT-2")


@pytest.mark.parametrize("at", [0, 1, 6, 20, -1])
def test_a_changed_byte_is_found(at):
    sealed = bytearray(sealing.seal(b"secret", purpose="p"))
    sealed[at] ^= 1
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(bytes(sealed), purpose="p")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x07" + bytes(40)])
def test_what_was_never_sealed_is_refused(sealed):
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed, purpose="p")


def test_the_cipher_may_change_while_old_data_stays_readable(monkeypatch):
    monkeypatch.setattr(settings, "CIPHER", "aes")
    before = sealing.seal(b"before", purpose="p")
    monkeypatch.setattr(settings, "CIPHER", "sm4")
    after = sealing.seal(b"after", purpose="p")
    assert (before[0], after[0]) == (sealing.AES, sealing.SM4)
    assert sealing.unseal(before, purpose="p") == b"before"
    assert sealing.unseal(after, purpose="p") == b"after"


def test_aes_gcm_is_that_of_the_published_vectors():
    # McGrew and Viega, The Galois/Counter Mode of Operation, test case 16 (a key of 256 bits).
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    bound = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = sealing._encrypt(sealing.AES, key, bytes.fromhex("cafebabefacedbaddecaf888"), plain, bound)
    assert sealed.hex() == (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )


def test_sm4_gcm_is_that_of_the_published_vectors():
    # RFC 8998, appendix A.1.
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    plain = bytes.fromhex("".join(letter * 16 for letter in "abcdefea"))
    bound = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = sealing._encrypt(sealing.SM4, key, bytes.fromhex("00001234567800000000abcd"), plain, bound)
    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert sealing._decrypt(sealing.SM4, key, bytes.fromhex("00001234567800000000abcd"), sealed, bound) == plain


def test_a_new_key_seals_and_the_old_one_still_opens():
    before = sealing.seal(b"1", purpose="p")
    keys.rotate(NOW)
    keys.rotate(NOW + timedelta(seconds=1))
    after = sealing.seal(b"2", purpose="p")
    assert sealing.key_of(before) != sealing.key_of(after) == keys.current().id
    assert sealing.unseal(before, purpose="p") == b"1"
    assert [key.id for key in keys.known()][-1] == keys.current().id


def test_a_lost_key_is_named(folder):
    sealed = sealing.seal(b"1", purpose="p")
    keys.rotate(NOW)
    (folder.keys / "seal-0.key").unlink()
    with pytest.raises(sealing.Unreadable, match=sealing.key_of(sealed).hex()):
        sealing.unseal(sealed, purpose="p")


def test_a_digest_is_known_again_and_says_nothing():
    one = sealing.digest("ABCD", purpose="query code")
    assert one == sealing.digest("ABCD", purpose="query code")
    assert one != sealing.digest("ABCD", purpose="other")
    assert len(one) == 64


def test_the_keys_are_for_the_office_alone(folder):
    sealing.seal(b"1", purpose="p")
    sealing.digest("1", purpose="p")
    assert stat.S_IMODE(folder.keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.keys.iterdir()} == {0o600}
    assert keys.exposed() == [] == checks.keys_are_closed(None)
    (folder.keys / "seal-0.key").chmod(0o644)
    assert [each.name for each in keys.exposed()] == ["seal-0.key"]
    assert [each.id for each in checks.keys_are_closed(None)] == ["vault.W001"]


def test_a_key_that_is_not_whole_is_never_used(folder):
    folder.keys.mkdir()
    (folder.keys / "seal-0.key").write_bytes(b"12")
    with pytest.raises(keys.BrokenKey):
        sealing.seal(b"1", purpose="p")
