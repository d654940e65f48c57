"""The pages of who works on a case, and the leader's page."""
