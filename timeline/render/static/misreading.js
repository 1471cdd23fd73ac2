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
const WORDS = /[\u0621-\u064a]|(?!XXX)[A-Za-z]{3}|(?<![\p{L}\p{N}_])(?:[Cc]a?|[Aa][DdHh]|[Cc][Ee])(?![\p{L}\p{N}_])/u;
const SIGNS = /[[\]{}]|\.\.|^\/|\/$/; // EDTF's own, of an open end and of a set
const PLAIN = /^[0-9]{4}(?:-(?!2[1-4]$)[0-9]{2}(?:-[0-9]{2})?)?$/; // as a set holds
const OF_A_DATE = new Set(["year", "month", "day", "season", "weekday", "mark", "from"]);
const MORE = new Set(["more", "hour"]); // what EDTF cannot say
const WINTER = "24";

const isSpan = (found) => found !== null && !isFault(found);
const padded = (year, ...numbers) => [year.padStart(4, "0"), ...numbers.filter(Boolean).map((part) => part.padStart(2, "0"))].join("-");

/** Says that a year is none of those that the calendar holds. */
export function outOfRange(text, { name, firstYear, lastYear }) {
  const kind = name === "hijri" ? "outside-hijri-table" : "year-out-of-range";
  return fault(kind, text, null, { first_year: firstYear, last_year: lastYear });
}

/** Makes `explain(text, calendar)`, for trimmed texts for which `read`, the grammar, has no answer. */
export function explainer(read, calendars, words) {
  const known = Object.fromEntries(Object.keys(calendars).map((name) => [name, vocabulary(words.both, words[name])]));

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
    return (
      firstGuess([nothing, clockTime, olderEdtf, levelTwo], text, calendar) ??
      (WORDS.test(text) ? worded(text, calendar) : firstGuess([slashed, unpadded, undivided, spacedOrDashed], text, calendar))
    );
  }

  function firstGuess(guesses, text, calendar) {
    for (const guess of guesses) {
      const found = guess(text);
      if (!found) continue;
      const [kind, ...readings] = found;
      const dates = [...new Set(readings)].filter((reading) => isSpan(read(reading, calendar)));
      if (kind === "not-edtf" && !dates.length) continue;
      if (dates.length === 1) return fault(kind, text, dates[0]);
      return fault(kind, text, null, dates.length ? { day_first: dates[0], month_first: dates[1] } : {});
    }
    return null;
  }

  // A date in words is never read, only suggested, where it is one date and all of the words; else it
  // is told what it may be.
  function worded(text, calendar) {
    const { readings, whole } = datesInWords(text, calendar);
    if (readings.length > 1) {
      const [first, second] = readings[0].startsWith("[") ? ["within", "throughout"] : ["winter_begins", "winter_ends"];
      return fault("date-text", text, null, { [first]: readings[0], [second]: readings[1] });
    }
    if (readings.length) return whole ? fault("date-text", text, readings[0]) : fault("date-text", text, null, { nearest: readings[0] });
    const other = calendar === "hijri" ? "gregorian" : "hijri";
    const theirs = datesInWords(text, other).readings;
    const named = theirs.length === 1 && (other === "hijri" || Number(/[0-9]{4}/.exec(theirs[0])[0]) > calendars.hijri.lastYear);
    return fault("date-text", text, null, named ? { other_calendar: theirs[0] } : {});
  }

  function datesInWords(text, calendar) {
    const said = dateInWords(text, known[calendar], calendars[calendar]);
    return said && said.readings.every((date) => isSpan(read(date, calendar))) ? said : { readings: [] };
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

// ------------------------------------------- dates in words: timeline/dates/wording.py, step by step

function vocabulary(...lists) {
  const entries = lists.flatMap(Object.entries).flatMap(([does, words]) => words.split("|").map((word) => [word, ...does.split(" ")]));
  entries.sort(([one], [other]) => other.length - one.length);
  const words = entries.map(([word]) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const [before, after] = ["(?<![\\p{L}\\p{N}_])", "(?![\\p{L}\\p{N}_])"];
  const known = `(?:${before}|(?<=${before}و)|(?<=[0-9]))(?:${words})${after}`;
  const joined = `${before}و(?=(?:${words}|[0-9]+)${after})`;
  const number = "[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9-])|[0-9]+";
  return {
    does: new Map(entries.map(([word, kind, value]) => [word, [kind, value ?? ""]])),
    pattern: new RegExp(`${known}|${joined}|${number}|(?:(?![0-9])[\\p{L}\\p{N}])+|[?~%]`, "gu"),
  };
}

function dateInWords(text, vocabulary, calendar) {
  const tokens = tokensOf(fold(text).trim().replace(/\s+/g, " "), vocabulary);
  if (!tokens || SIGNS.test(text)) return null;
  const more = tokens.filter(([kind]) => MORE.has(kind)).length;
  if (more > 1 || (has(tokens, "hour") && !has(tokens, "day"))) return null;
  const readings = readingsOf(tokens.filter(([kind]) => !MORE.has(kind) && kind !== "beside"), calendar);
  return !readings.length || (more && readings.length > 1) ? null : { readings, whole: !more };
}

function tokensOf(text, { does, pattern }) {
  const found = [];
  for (const said of text.match(pattern) ?? []) {
    if (/^[0-9]{4}$/.test(said)) found.push(["year", said]);
    else if (/^[0-9]{1,2}$/.test(said)) found.push(["day", said.padStart(2, "0")]);
    else if (said.includes("-")) found.push(...said.split("-").map((part, place) => [["year", "month", "day"][place], part]));
    else if (!does.has(said)) return null;
    else {
      const [kind, value] = does.get(said);
      const [before, same] = found.at(-1) ?? [];
      if (kind !== "month" || before !== kind || same !== value) found.push([kind, value]); // a month by both its names is one
    }
  }
  return found;
}

const weekday = (day) => (((day + 3) % 7) + 7) % 7; // from Monday; day 0 was a Thursday
const has = (tokens, wanted) => tokens.some(([kind]) => kind === wanted);

// A period, one of two, what is between two, or one date; [] where it is none of them.
function readingsOf(tokens, calendar) {
  const lead = tokens[0]?.[0];
  for (const joint of ["to", "until"]) {
    if (!has(tokens.slice(1), joint)) continue;
    const ends = endsOf(tokens.slice(lead === "from" || lead === "since" ? 1 : 0), joint, calendar);
    return ends ? [ends.join("/")] : [];
  }
  if (lead === "since") return pointsOf(tokens.slice(1), calendar).map((point) => `${point}/..`);
  if (lead === "until") return pointsOf(tokens.slice(1), calendar).map((point) => `../${point}`);
  const between = lead === "between";
  if (between || has(tokens, "or")) {
    const ends = endsOf(tokens.slice(between ? 1 : 0), between ? "and" : "or", calendar);
    if (!ends?.every((end) => PLAIN.test(end))) return [];
    return between ? [`[${ends.join("..")}]`, ends.join("/")] : [`[${ends.join(",")}]`];
  }
  return lead === "from" ? [] : pointsOf(tokens, calendar);
}

// Both ends; the first takes from the last what it lacks: «من 1 إلى 23 آذار 2019».
function endsOf(tokens, joint, calendar) {
  const kinds = tokens.map(([kind]) => kind);
  const at = kinds.indexOf(joint);
  if (at < 0 || at !== kinds.lastIndexOf(joint)) return null;
  const [first, last] = [tokens.slice(0, at), tokens.slice(at + 1)];
  if (!has(first, "year")) {
    const whole = has(first, "month") || has(first, "season");
    first.push(...last.filter(([kind]) => kind === "year" || (!whole && kind === "month")));
  }
  const now = last.length === 1 && last[0][0] === "now" && (joint === "to" || joint === "until");
  const [begins, ends] = [pointsOf(first, calendar), now ? [".."] : pointsOf(last, calendar)];
  return begins.length === 1 && ends.length === 1 ? [begins[0], ends[0]] : null;
}

// One date; two where a winter's year may be that in which it ends; [] if it is none.
function pointsOf(tokens, calendar) {
  if (tokens.some(([kind]) => !OF_A_DATE.has(kind))) return [];
  const given = (wanted) => tokens.filter(([kind]) => kind === wanted).map(([, value]) => value);
  const [years, seasons, months, days, weekdays] = ["year", "season", "month", "day", "weekday"].map(given);
  const winter = seasons.length === 1 && seasons[0] === WINTER;
  const overTwo = winter && years.length === 2 && Number(years[1]) === Number(years[0]) + 1;
  if (years.length !== 1 && !overTwo) return [];
  if (seasons.length + months.length > 1 || months.length < days.length || days.length < weekdays.length) return [];
  if (weekdays.length && calendar.name === "gregorian") {
    const day = calendar.toDay(...[...years, ...months, ...days].map(Number)); // a sighted moon's differs from the table's
    if (day === null || weekday(day) !== Number(weekdays[0])) return [];
  }
  const marks = [...new Set(given("mark"))];
  const mark = marks.length > 1 ? "%" : (marks[0] ?? "");
  const date = [years[0], ...seasons, ...months, ...days].join("-") + mark;
  return winter && !overTwo ? [date, `${String(years[0] - 1).padStart(4, "0")}-${WINTER}${mark}`] : [date];
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
