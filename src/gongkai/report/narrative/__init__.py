"""What the sentences of a report say: its counts, whose they are, of which year, and what they are counts of.

The checks of the narrative judge on this alone. Whatever a sentence leaves open is not compared: a doubtful reading would
accuse an organ that wrote nothing wrong.
"""
