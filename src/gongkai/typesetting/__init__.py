"""What everything on paper shares: the compiler that sets PDF, the Word document in the manner of GB/T 9704, plain text."""

PAPER_WIDTH = 442  # points: the 156 mm of the type area of GB/T 9704
