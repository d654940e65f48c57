"""Third parties: the one-time link, the opinion online or on paper, and what the notices on the way say."""
