"""What pages draw themselves: tables, lists, grids and charts, with their templates and styles."""
