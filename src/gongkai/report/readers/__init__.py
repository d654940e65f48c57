"""Readers: bytes of any kind into one stream of blocks (lines, grids, pictures) with places."""
