"""Rules for feeds, records and data sets: what can be wrong, where, and what to do."""
