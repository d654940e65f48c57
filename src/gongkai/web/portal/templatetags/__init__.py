"""What templates can say of days."""
