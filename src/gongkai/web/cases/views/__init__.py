"""The staff's pages of requests: the work list, registering, a case, a step, files. A view parses, calls one action, shows."""
