"""Panel analysis of anyone's ratings: a table in, four tables and a report out."""
