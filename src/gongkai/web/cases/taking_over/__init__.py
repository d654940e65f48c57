"""Starting in the middle of a year: open cases, last year's register and last year's figures from tables; calendar packs."""
