"""Digests that stand in the log and beside what is kept, so that a change of it is found."""

from cryptography.hazmat.primitives import hashes


def sm3(content: bytes) -> str:
    """Return the SM3 digest (GB/T 32905-2016) of some bytes, as 64 hexadecimal digits."""
    hashed = hashes.Hash(hashes.SM3())
    hashed.update(content)
    return hashed.finalize().hex()
