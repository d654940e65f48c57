"""What the templates of cases can say."""
