// The recommendations a rater can give, from worst to best.

/** Value and label. @type {[string, string][]} */
export const RECOMMENDATIONS = [
  ["strong_no", "Strong no"],
  ["no", "No"],
  ["mixed", "Mixed"],
  ["yes", "Yes"],
  ["strong_yes", "Strong yes"],
];
