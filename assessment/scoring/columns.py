"""The columns of the tables that commands take, by name; importing this loads no data frames."""

RATING_COLUMNS = ("candidate", "rater", "item", "competency", "level")
WEIGHT_COLUMNS = ("profile", "competency", "weight")
BOARD_COLUMNS = ("candidate", "card", "level", "operations_category", "activity")
ANALYSED_COLUMNS = ("candidate", "rater", "level")
