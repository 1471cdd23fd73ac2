// What is chosen, as an address and as the events that it leaves. Nothing here knows the page.

import { digits, fold } from "./arabic.js";

export const FACETS = ["category", "place", "actor", "precision", "basis", "status", "source"];
const ENDS = ["from", "to"];
const OWN = [...FACETS, ...ENDS, "calendar", "q"];
const DATE = /^\d{4}(-(0[1-9]|1[0-2]))?$/;
const DAY = 86400000;

// A query as what is chosen: the values of each facet, both ends of the period as YYYY or YYYY-MM
// in its calendar, and text. What is not of that shape is left out.
export function read(query) {
  const given = new URLSearchParams(query);
  const end = (name) => [digits(given.get(name) ?? "")].find((date) => DATE.test(date)) ?? "";
  const values = FACETS.map((facet) => [facet, [...new Set(given.getAll(facet))]]);
  return {
    values: Object.fromEntries(values),
    from: end("from"),
    to: end("to"),
    calendar: given.get("calendar") === "hijri" ? "hijri" : "gregorian",
    q: (given.get("q") ?? "").trim(),
  };
}

// What is chosen as a query, after what else the query holds.
export function write(chosen, query = "") {
  const given = new URLSearchParams(query);
  for (const name of OWN) given.delete(name);
  for (const facet of FACETS) {
    for (const value of chosen.values[facet]) given.append(facet, value);
  }
  for (const end of ENDS) if (chosen[end]) given.append(end, chosen[end]);
  if (chosen.from || chosen.to) given.append("calendar", chosen.calendar);
  if (chosen.q) given.append("q", chosen.q);
  return given.size ? `?${given}` : "";
}

export function isEmpty(chosen) {
  return !(chosen.q || chosen.from || chosen.to || FACETS.some((f) => chosen.values[f].length));
}

// The first and the last day of a period, as ISO 8601 writes them: so they compare as texts.
export function days({ from, to, calendar }, months) {
  if (calendar === "gregorian") {
    // No month has a later day than its 31st, whether it has that or not.
    return [from && (from + "-01-01").slice(0, 10), to && to + "-12-31".slice(to.length - 4)];
  }
  return [from && ofHijri(from, false, months), to && ofHijri(to, true, months)];
}

// The first or the last day of a Hijri year or month. The months are those of the events that have a
// Hijri date; no period reaches beyond them, so that what has none stands in none.
function ofHijri(date, last, months) {
  if (!months) return last ? "0000" : "9999";
  const [year, month] = date.split("-").map(Number);
  const asked = (year - months.year) * 12 + (month ? month - 1 : last ? 11 : 0);
  const index = Math.max(0 - last, Math.min(asked, months.lengths.length - last));
  const after = [...months.lengths.slice(0, index + last)].reduce((sum, n) => sum + 28 + +n, 0);
  return new Date(Date.parse(months.start) + (after - last) * DAY).toISOString().slice(0, 10);
}

// The data as it is asked: each event with the values that it has, by facet, and all its words.
export function index({ facets, hijri, events }) {
  const names = new Map(
    facets.map(({ key, ids, names }) => [key, new Map(ids.map((id, i) => [id, names[i]]))]),
  );
  return {
    names,
    hijri,
    events: events.map((event) => ({
      ...event,
      values: Object.fromEntries(
        facets.map(({ key, ids }, column) => [key, event.values[column].map((i) => ids[i])]),
      ),
      text: facets.reduce(
        (text, { words }, column) => `${text} ${event.values[column].map((i) => words[i]).join(" ")}`,
        event.text,
      ),
    })),
  };
}

// What is chosen without the values that no event has.
export function known(chosen, { names }) {
  const values = FACETS.map((facet) => [
    facet,
    chosen.values[facet].filter((value) => names.get(facet)?.has(value)),
  ]);
  return { ...chosen, values: Object.fromEntries(values) };
}

// The words of a text, folded, and without the article where enough of them is left.
function words(text) {
  return fold(digits(text))
    .split(/[\s«»"'()،؛؟!:.]+/)
    .filter(Boolean)
    .map((word) => word.replace(/^ال(?=.{3})/, ""));
}

// The events that have one of the values of each facet, touch the period and hold every word. With
// them, for each value how many there would be by all that is chosen of other facets; and for each
// choice («period» and «q» too) how many without it, where there are any that it alone keeps away.
export function weigh({ events, hijri }, chosen) {
  const [first, last] = days(chosen, hijri);
  const wanted = words(chosen.q);
  const asked = FACETS.filter((facet) => chosen.values[facet].length);
  const shown = [];
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  const without = new Map();
  for (const event of events) {
    const against = asked.filter(
      (facet) => !chosen.values[facet].some((value) => event.values[facet].includes(value)),
    );
    const late = last && event.earliest && event.earliest > last;
    if (late || (first && event.latest && event.latest < first)) against.push("period");
    if (!wanted.every((word) => event.text.includes(word))) against.push("q");
    if (against.length === 0) shown.push(event);
    if (against.length === 1) without.set(against[0], (without.get(against[0]) ?? 0) + 1);
    if (against.length > 1) continue;
    for (const facet of against.length ? against : FACETS) {
      for (const value of event.values[facet] ?? []) {
        counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
      }
    }
  }
  return { shown, counts, without };
}
