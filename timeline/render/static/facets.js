// What is chosen, as an address and as the events that it leaves. Nothing here knows the page.

import { digits, fold } from "./arabic.js";

export const FACETS = ["category", "place", "actor", "precision", "basis", "status", "source"];
const ENDS = ["from", "to"];
const OWN = [...FACETS, ...ENDS, "calendar", "q"];
const DATE = /^\d{4}(-(0[1-9]|1[0-2]))?$/;
const DAY = 86400000;
const NONE = -1;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const PLACES = new Uint8Array(128);
for (let at = 0; at < LETTERS.length; at++) PLACES[LETTERS.charCodeAt(at)] = at;

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

// ------------------------------------------------------------------- what events hold, as bits

// Numbers as timeline/render/facet_data.py writes them.
function* amounts(text) {
  let amount = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = PLACES[text.charCodeAt(at)];
    amount += (letter & 31) << shift;
    shift += 5;
    if (letter < 32) {
      yield amount;
      amount = shift = 0;
    }
  }
}

// Events that are written as numbers, as a bit for each event: 32 to an entry.
export function bits(text, count) {
  const made = new Uint32Array((count + 31) >> 5);
  let at = -1;
  for (const way of amounts(text)) {
    at += way + 1;
    made[at >> 5] |= 1 << (at & 31);
  }
  return made;
}

function everyEvent(count) {
  const made = new Uint32Array((count + 31) >> 5).fill(0xffffffff);
  if (count & 31) made[made.length - 1] = 2 ** (count & 31) - 1;
  return made;
}

function both(one, other) {
  return one.map((some, at) => some & other[at]);
}

function either(sets, count) {
  const made = new Uint32Array((count + 31) >> 5);
  for (const set of sets) for (let at = 0; at < made.length; at++) made[at] |= set[at];
  return made;
}

function ones(some) {
  some -= (some >>> 1) & 0x55555555;
  some = (some & 0x33333333) + ((some >>> 2) & 0x33333333);
  return (((some + (some >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

function common(one, other) {
  let sum = 0;
  for (let at = 0; at < one.length; at++) {
    const some = one[at] & other[at];
    if (some) sum += ones(some);
  }
  return sum;
}

// The numbers of the events of which the bit is set, in the published order.
export function numbersOf(set) {
  const found = [];
  for (let at = 0; at < set.length; at++) {
    for (let rest = set[at]; rest; rest &= rest - 1) found.push(at * 32 + 31 - Math.clz32(rest & -rest));
  }
  return found;
}

// Days as numbers that can be compared: a month counts 31 days. NONE where there is none.
function daysOf(text, count) {
  const made = new Int32Array(count);
  let at = 0;
  let before = 0;
  for (const way of amounts(text)) {
    if (way) before += way & 1 ? (way - 1) / 2 : -way / 2;
    made[at++] = way ? before : NONE;
  }
  return made;
}

function placeOf(day) {
  const [year, month = 1, last = 1] = day.split("-").map(Number);
  return (year * 12 + month - 1) * 31 + last - 1;
}

// ---------------------------------------------------------------------------- what is asked of it

// The data as it is asked: of each facet its values, with their names and events.
export function index({ facets, hijri, count, earliest, latest, ids, rows, values, words }) {
  const held = ({ ids: its, names, events }) =>
    new Map(its.map((id, i) => [id, { name: names[i], events: bits(events[i], count) }]));
  return {
    count,
    hijri,
    ids,
    rows,
    values,
    words,
    earliest: daysOf(earliest, count),
    latest: daysOf(latest, count),
    facets: new Map(facets.map((facet) => [facet.key, held(facet)])),
  };
}

// What is chosen without the values that no event has.
export function known(chosen, { facets }) {
  const values = FACETS.map((facet) => [
    facet,
    chosen.values[facet].filter((value) => facets.get(facet)?.has(value)),
  ]);
  return { ...chosen, values: Object.fromEntries(values) };
}

// The words of a text, folded, and without the article where enough of them is left.
export function words(text) {
  return fold(digits(text))
    .split(/[\s«»"'()،؛؟!:.]+/)
    .filter(Boolean)
    .map((word) => word.replace(/^ال(?=.{3})/, ""));
}

function within({ earliest, latest, count, hijri }, chosen) {
  const [first, last] = days(chosen, hijri).map((day) => day && placeOf(day));
  const made = new Uint32Array((count + 31) >> 5);
  for (let at = 0; at < count; at++) {
    const late = last !== "" && earliest[at] !== NONE && earliest[at] > last;
    const over = first !== "" && latest[at] !== NONE && latest[at] < first;
    if (!late && !over) made[at >> 5] |= 1 << (at & 31);
  }
  return made;
}

// The events that have one of the values of each facet, touch the period and hold every word (`holding`,
// their bits). With them, for each value how many there would be by all that is chosen of other
// facets; and for each choice («period» and «q» too) how many without it, where there are any that it
// alone keeps away.
export function weigh(data, chosen, holding) {
  const { count, facets } = data;
  const asked = FACETS.filter((facet) => chosen.values[facet].length).map((facet) => [
    facet,
    either(chosen.values[facet].map((value) => facets.get(facet).get(value).events), count),
  ]);
  if (chosen.from || chosen.to) asked.push(["period", within(data, chosen)]);
  if (holding) asked.push(["q", holding]);
  const shown = asked.reduce((left, [, set]) => both(left, set), everyEvent(count));
  const all = common(shown, shown);
  const counts = {};
  const without = new Map();
  const others = new Map();
  for (const [name] of asked) {
    const left = asked.reduce((left, [own, set]) => (own === name ? left : both(left, set)), everyEvent(count));
    others.set(name, left);
    const more = common(left, left) - all;
    if (more) without.set(name, more);
  }
  for (const [facet, values] of facets) {
    const left = others.get(facet) ?? shown;
    counts[facet] = new Map([...values].map(([value, { events }]) => [value, common(events, left)]));
  }
  return { shown: numbersOf(shown), counts, without };
}
