"""The requisition page: its candidates and its interview panel."""
