"""What the audit log calls the acts that are no action in the table of permissions."""

DENIED = "denied"
"""Something that somebody may not do."""
EXPORTED = "export"
BACKED_UP = "backup"
RESTORED = "restore"
LINK_OPENED = "link opened"
LINK_REFUSED = "link refused"
