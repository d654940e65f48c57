"""What the app reporting keeps."""
