"""What is filled in: a request, its registration by staff, the confirmation of its receipt, a step."""
