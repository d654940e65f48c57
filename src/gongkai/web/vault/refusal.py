"""How a file is refused."""


class BadUpload(Exception):
    """A file that is not taken, and why, as a sentence."""
