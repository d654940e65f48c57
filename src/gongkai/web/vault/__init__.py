"""What must be kept closed: encryption at rest, keys outside the database, restricted files."""
