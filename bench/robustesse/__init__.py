"""What is done to the program to see it hold: hostile files, mutations, faults of writing, load."""
