"""The start page: interviews to run, scorecards to finish, open requisitions."""
