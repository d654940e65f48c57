"""Asking third parties, organs that co-made the information, and other organs: the letter, its one-time link, the opinion.

A link serves for one answer. It opens while its letter waits for one, and never again once it was used: an answer that was
undone stays on file with its link, and whoever is asked again gets a new one.
"""
