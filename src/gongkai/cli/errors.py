"""The one way in which a command says that it was called wrongly, which is exit code 2."""


class Usage(Exception):
    """What is wrong with the call and what to do, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
