"""What the app api keeps."""
