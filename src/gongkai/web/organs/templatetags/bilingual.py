"""The filter `said`: words in the language of the reader."""

from django import template

from gongkai.web import bilingual

register = template.Library()
register.filter("said", bilingual.said)
