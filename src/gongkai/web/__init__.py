"""The office: the web application in which requests are filed, handled and followed. Plain Django, one app a subject."""
