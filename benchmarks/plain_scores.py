"""What `levelset score` is compared with: the same table in plain pandas, nothing checked."""

import sys

import pandas as pd


def main(ratings_csv: str, weights_csv: str, out: str) -> None:
    """Writes score, coverage, raters and rated items of each candidate under each profile."""
    ratings, weights = pd.read_csv(ratings_csv).dropna(subset=["level"]), pd.read_csv(weights_csv)
    ratings["value"] = (ratings["level"] - 1) / 4
    items = ratings.groupby(["candidate", "item", "competency"])["value"].mean().reset_index()
    values = items.groupby(["candidate", "competency"])["value"].mean().unstack()  # noqa: PD010
    counts = ratings.groupby("candidate")[["rater", "item"]].nunique()
    profiles = {name: g.set_index("competency")["weight"] for name, g in weights.groupby("profile")}
    profiles["equal"] = pd.Series(1.0, index=values.columns)
    parts = []
    for name, weight in profiles.items():
        weighs = weight.reindex(values.columns, fill_value=0)
        assessed = values.notna() @ weighs
        coverage = assessed / weight.sum()
        scored = counts.assign(profile=name, score=100 * (values.fillna(0) @ weighs) / assessed)
        parts.append(scored.assign(coverage=coverage, provisional=coverage < 0.75))
    pd.concat(parts).sort_index().to_csv(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
