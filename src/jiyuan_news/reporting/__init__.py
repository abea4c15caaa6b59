"""What is made of a report: words for people, and the formats that other tools read. Pure functions, but `split`."""
