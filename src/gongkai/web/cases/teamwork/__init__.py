"""Who works on a case: assigning, helping, handing over; the work list of a person and the page of a leader."""
