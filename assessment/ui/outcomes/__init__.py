"""The outcomes page: how hires turned out, and how well interview ratings predicted it."""
