// What a text that is no date was meant to say, and what to write instead: timeline/dates/misreading.py
// and wording.py in the browser. A suggestion is made only where one reading, and no other, is a date.

import { digits, fold } from "./arabic.js";
import { fault, isFault } from "./fault.js";

const LONGEST = 500; // what a person types for a date
const LOOK_ALIKES = new Map([
  ...[..."‐‑‒–—―−"].map((dash) => [dash, "-"]),
  ...[..."⁄∕／"].map((slash) => [slash, "/"]),
  ...[..."˜∼～"].map((tilde) => [tilde, "~"]),
  ...[..."\"'«»“”‘’`\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"].map((none) => [none, ""]),
  ["؟", "?"],
  ["٪", "%"],
  ["،", ","],
  ["…", ".."],
]);
const SAYING_NOTHING = new Set(["..", "/", "../", "/..", "../..", "[]", "[..]", "XXXX", "XXXX-XX", "XXXX-XX-XX"]);
const CLOCK =
  /(?:(?<=[0-9X])T[0-9]{2}(?::?[0-9]{2})*|(?:^|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?/g;
const YEAR_LAST = /^(?:([0-9]{1,2})([/.-]))?([0-9]{1,2})[/.-]([0-9]{4})$/;
const YEAR_FIRST = /^([0-9]{4})[/.]([0-9]{1,2})(?:[/.]([0-9]{1,2}))?$/;
const SHORT_YEAR = /^[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}$/;
const UNPADDED = /^([0-9]{3,4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?([?~%]?)$/;
const BASIC = /^([0-9]{4})([0-9]{2})([0-9]{2})?$/;
const LONG_YEAR = /^(?:-[0-9]{4,}|[0-9]{5,})(?:-[0-9]{2}){0,2}[?~%]?$/;
const DIGITS = /^[0-9X]{4}(?:-[0-9X]{2}){0,2}$/;
const QUALIFIED = /^[0-9X?~%-]+$/;
const FAR_OR_COARSE = /^Y?-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?$/;
const SEPARATOR = /(\.\.|[/,[\]])/;
const WORDS = /[\u0621-\u064a]|[A-Za-z]{3}/;
const TOKEN = /[0-9]+|(?:(?![0-9])[\p{L}\p{N}])+/gu;

const isSpan = (found) => found !== null && !isFault(found);
const padded = (year, ...numbers) => [year.padStart(4, "0"), ...numbers.filter(Boolean).map((part) => part.padStart(2, "0"))].join("-");

/** Says that a year is none of those that the calendar holds. */
export function outOfRange(text, { name, firstYear, lastYear }) {
  const kind = name === "hijri" ? "outside-hijri-table" : "year-out-of-range";
  return fault(kind, text, null, { first_year: firstYear, last_year: lastYear });
}

/** Makes `explain(text, calendar)`, for trimmed texts for which `read`, the grammar, has no answer. */
export function explainer(read, calendars, words) {
  const known = Object.fromEntries(Object.entries(words).map(([name, { months, beside }]) => [name, vocabulary(months, beside)]));
  const guesses = [nothing, clockTime, olderEdtf, levelTwo, worded, slashed, unpadded, undivided, spacedOrDashed];

  function explain(text, calendar) {
    if (!text) return fault("empty", text);
    if ([...text].length > LONGEST) return fault("not-edtf", text);
    const latin = digits(text);
    if (latin !== text) return respelt(text, latin, "arabic-digits", calendar);
    const plain = [...text].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join("").trim();
    if (plain !== text) return respelt(text, plain, "not-edtf", calendar);
    return guessed(text, calendar) ?? byParts(text, calendar) ?? fault("not-edtf", text);
  }

  // Blames the spelling if the text reads once it is spelt right, else whatever is still wrong.
  function respelt(text, other, kind, calendar) {
    const found = read(other, calendar) ?? explain(other, calendar);
    return isSpan(found) ? fault(kind, text, found.edtf) : { ...found, text };
  }

  function guessed(text, calendar) {
    if (LONG_YEAR.test(text) && !BASIC.test(text)) return outOfRange(text, calendars[calendar]);
    for (const guess of guesses) {
      const found = guess(text, known[calendar]);
      if (!found) continue;
      const [kind, ...readings] = found;
      const dates = [...new Set(readings)].filter((reading) => isSpan(read(reading, calendar)));
      if (kind === "not-edtf" && !dates.length) continue;
      if (dates.length === 1) return fault(kind, text, dates[0]);
      return fault(kind, text, null, dates.length ? { day_first: dates[0], month_first: dates[1] } : {});
    }
    return null;
  }

  // Finds the first faulty part of an interval or a set, and mends all that can be mended.
  function byParts(text, calendar) {
    const parts = text.split(SEPARATOR);
    if (parts.length === 1) return null;
    let first = null;
    for (const [place, part] of parts.entries()) {
      if (!part || place % 2) continue; // what separates stands at odd places
      const found = read(part, calendar) ?? explain(part, calendar);
      if (isFault(found)) {
        first ??= found;
        parts[place] = found.suggestion ?? part;
      }
    }
    if (!first) return null;
    const mended = parts.join("");
    return { kind: first.kind, text, suggestion: isSpan(read(mended, calendar)) ? mended : null, facts: { ...first.facts, part: first.text } };
  }

  return explain;
}

function vocabulary(months, beside) {
  const quoted = months.map(([name]) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return {
    months: new Map(months),
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_])(?:${quoted.join("|")})(?![\\p{L}\\p{N}_])`, "gu"),
    beside: new Set(beside),
  };
}

// ------------------------------------------------------- guesses: a kind of fault, then its readings

const nothing = (text) => SAYING_NOTHING.has(text) && ["says-nothing"];

function clockTime(text) {
  const dates = text.replace(CLOCK, "");
  return dates !== text && ["clock-time", dates];
}

// The spellings of EDTF before 2019, and small letters.
function olderEdtf(text) {
  return ["not-edtf", text.replaceAll("unknown", "").replaceAll("open", "..").replace(/[ux*]/g, "X")];
}

function levelTwo(text) {
  if (QUALIFIED.test(text)) {
    const date = text.replace(/[?~%]/g, "");
    if (!DIGITS.test(date)) return null;
    const marks = [...new Set(text.match(/[?~%]/g))];
    return ["level-two", date + (marks.length === 1 ? marks[0] : marks.length ? "%" : "")];
  }
  return ((text.startsWith("{") && text.endsWith("}")) || FAR_OR_COARSE.test(text)) && ["level-two"];
}

// A date in words is never read, only suggested; nothing of it may be lost: «نهاية عام 2017» is not 2017.
function worded(text, { months, pattern, beside }) {
  if (!WORDS.test(text)) return null;
  const typed = fold(text);
  const named = [...new Set((typed.match(pattern) ?? []).map((name) => months.get(name)))];
  const rest = (typed.replace(pattern, " ").match(TOKEN) ?? []).filter((token) => !beside.has(token));
  const years = rest.filter((token) => /^[0-9]{4}$/.test(token));
  const days = rest.filter((token) => /^[0-9]{1,2}$/.test(token));
  if (years.length !== 1 || days.length > named.length || named.length > 1 || rest.length > years.length + days.length) {
    return ["date-text"];
  }
  return ["date-text", padded(years[0], ...named.map(String), ...days)];
}

// Day, month and year in the orders that people write them.
function slashed(text) {
  const closed = text.replace(/\s*([/.-])\s*/g, "$1");
  let match = YEAR_LAST.exec(closed);
  if (match) {
    const [, day, , month, year] = match;
    if (day === undefined) return ["slashed-date", padded(year, month)];
    return ["slashed-date", padded(year, month, day), padded(year, day, month)];
  }
  match = YEAR_FIRST.exec(closed);
  if (match) return ["slashed-date", padded(...match.slice(1))];
  return SHORT_YEAR.test(closed) && ["slashed-date"];
}

function unpadded(text) {
  const match = UNPADDED.exec(text);
  return match && ["unpadded", padded(...match.slice(1, 4)) + match[4]];
}

function undivided(text) {
  const match = BASIC.exec(text);
  return match && ["not-edtf", padded(...match.slice(1))];
}

function spacedOrDashed(text) {
  const dashed = text.replace(/\s-\s|(?<=(?<![\p{L}\p{N}_])[0-9]{4})-(?=[0-9]{4}(?![\p{L}\p{N}_]))/gu, "/");
  return ["not-edtf", ...[text, dashed].map((way) => way.replace(/\s+/g, ""))];
}
