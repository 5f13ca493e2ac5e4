"""The web server: builds the application from the database, the question bank and the screens."""
