"""The pages of published information: the public's, and the ones of the office where it is prepared."""
