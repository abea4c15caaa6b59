"""Files that describe a data set to other tools, made from the classes of its records and from what people write of it."""
