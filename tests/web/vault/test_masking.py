"""Masked personal data tells one person from another and gives nobody away."""

import pytest

from gongkai.web.vault import masking


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("name", "林某", "林*"),
        ("name", "欧阳某某", "欧***"),
        ("name", "林", "*"),
        ("contact", "方某", "方*"),
        ("id_number", "11010519491231002X", "110***********002X"),
        ("id_number", "G1234567", "G******7"),
        ("id_number", "AB1", "***"),
        ("phone", "13800000000", "138****0000"),
        ("phone", "073180000000", "073*****0000"),
        ("phone", "110", "***"),
        ("email", "zhang@example.com", "z***@example.com"),
        ("email", "not an address", "***"),
        ("address", "云亭市荔洲区和平路12号3单元", "云亭市荔洲区****"),
        ("address", "荔洲市清溪镇5号", "荔洲市****"),
        ("address", "和平路12号", "和平路****"),
        ("address", "村口", "****"),
        ("something_new", "全部内容", "****"),
        ("name", "", ""),
    ],
)
def test_what_is_shown_of_a_field(field, text, shown):
    assert masking.masked(field, text) == shown
