"""The one way in which a reader refuses a file."""


class Unreadable(Exception):
    """A file that cannot be read as a report: what is so, why, and what to do, in Chinese and in English.

    `code` is a stable word for scripts, such as empty, encrypted, too_large, wrong_kind, damaged, no_report, timeout,
    needs_libreoffice, needs_ocr.
    """

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.code = code
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[str, str, str]]:
        """Return what makes it again in another process, where much reading is done."""
        return type(self), (self.code, self.zh, self.en)


def damaged(zh: str, en: str) -> Unreadable:
    """Return the refusal of a file that is cut short or broken; `zh` and `en` say in a clause what is wrong."""
    return Unreadable(
        "damaged",
        f"文件已损坏：{zh}；请重新保存或重新下载后再提交。",
        f"The file is damaged: {en}; save or download it again and hand that in.",
    )
