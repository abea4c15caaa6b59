"""Rules for feeds and records: what can be wrong, where, and what to do."""
