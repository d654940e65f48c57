"""How the office is deployed: settings, addresses, the server's entry. No rule of law stands here."""
