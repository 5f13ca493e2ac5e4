"""Reports for a client: composed once, then drawn as a page to print and as DOCX."""
