"""What several screens use: forms, grids, charts, wording, navigation."""
