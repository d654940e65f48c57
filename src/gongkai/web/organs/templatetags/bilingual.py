"""The filters `said`, words in the language of the reader, and `value_name`, what an answer to an open question is called."""

from django import template

from gongkai.web import bilingual
from gongkai.web.organs import words

register = template.Library()
register.filter("said", bilingual.said)
register.filter("value_name", words.value_name)
