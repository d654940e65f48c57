"""The rules of open government information as pure functions: no clock, no database, no files written."""
