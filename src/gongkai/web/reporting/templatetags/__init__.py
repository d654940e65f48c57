"""What templates can say of reports."""
