"""The pages of figures, of the register, and of a person's calendar."""
