"""What comes in: files, folders and streams, told apart by their content and read as streams; and what is wrong with them."""
