"""Messages to people: mail and SMS, sent from a queue, never at night."""
