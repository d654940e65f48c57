"""The staff's pages of organs, people and the log. A view reads the call, asks one action or query, shows a page."""
