"""What templates can say in two languages."""
