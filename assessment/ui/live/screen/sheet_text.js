// What the live screen says about a scorecard.

import { entryName } from "../../shared/outbox/event_names.js";
import { REASONS } from "./sheet.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */

/** A level, a dash for not rated, or nothing yet. @param {Sheet} sheet @param {string} item */
export function verdictSign(sheet, item) {
  const verdict = sheet.verdict(item);
  if (verdict === null) return "";
  return typeof verdict === "number" ? String(verdict) : "–";
}

/** @param {Sheet} sheet @param {string} item */
export function verdictText(sheet, item) {
  const verdict = sheet.verdict(item), reason = REASONS.find(([value]) => value === verdict);
  if (reason) return reason[1];
  return verdict === null ? "not rated yet" : `level ${verdict}`;
}

/**
 * Where an event belongs, for the list of what was not accepted.
 *
 * @param {Sheet} sheet
 * @param {{ item: string, kind: string }} event
 */
export function eventName(sheet, { item, kind }) {
  return entryName(sheet.indexOf(item) + 1, kind);
}

/** `2 rated · 1 not asked`, without what there is none of. @param {Sheet} sheet */
export function progressText(sheet) {
  const verdicts = sheet.questions.map(({ id }) => sheet.verdict(id));
  const rated = verdicts.filter((verdict) => typeof verdict === "number").length;
  const counts = REASONS.map(([value, label]) => ({
    count: verdicts.filter((verdict) => verdict === value).length,
    label,
  }));
  return [{ count: rated, label: "rated" }, ...counts.filter(({ count }) => count)]
    .map(({ count, label }) => `${count} ${label}`).join(" · ");
}
