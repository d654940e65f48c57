"""An invented district to look around in: it calls the office's own actions and is no part of any real office."""
