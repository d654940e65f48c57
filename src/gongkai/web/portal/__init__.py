"""The public's pages: find, file, follow, check a report."""
