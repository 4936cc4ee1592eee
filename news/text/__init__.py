"""What is done to words before they become rows or pages. Plain Python: nothing here knows Django or the database."""
