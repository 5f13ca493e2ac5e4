"""Two processes of the built wheel on PostgreSQL, behind nginx as `deploy/` configures it."""
