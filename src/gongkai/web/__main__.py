"""`python -m gongkai.web`: Django's own commands, for who develops the office."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.config.settings")
execute_from_command_line(sys.argv)
