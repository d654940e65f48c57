"""What an organ has published, and where it can be found."""
