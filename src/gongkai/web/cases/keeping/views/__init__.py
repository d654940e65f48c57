"""The pages of keeping: cases whose time has passed, what is erased of them, and the class of one case."""
