// Reads the EDTF that timeline/dates/edtf.py reads, in either calendar, to the same spans and faults;
// tests/browser/test_edtf.py holds the two to one another. What a text that is no date was meant to
// say is in misreading.js, the phrases of a span in phrases.js.

import { gregorian, ummAlQura } from "./calendars.js";
import { fault, isFault } from "./fault.js";
import { explainer, outOfRange } from "./misreading.js";

const DATE = /^([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)$/;
const COARSENESS = ["day", "month", "season", "year", "decade", "century", "window"];
// White space as Python strips it.
const EDGES = /^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/g;
export const OPEN = "..";

export const isPoint = (part) => typeof part === "object" && part !== null && "earliest" in part;
const isEnd = (part) => isPoint(part) || typeof part === "string";

const two = (value) => String(value).padStart(2, "0");
const four = (value) => String(value).padStart(4, "0");
const season = (month) => month >= 21 && month <= 24;
const least = (...days) => days.reduce((a, b) => (b < a ? b : a));
const most = (...days) => days.reduce((a, b) => (b > a ? b : a));

/**
 * Makes the reader: `parse(text, calendar)` gives a span or a fault, whatever the text.
 *
 * `months` is data/hijri-months.json; `words` holds for each calendar the names of its months in any
 * spelling with their numbers, and the words that a worded date may have beside them.
 */
export function reader(months, words) {
  const calendars = { gregorian, hijri: ummAlQura(months) };
  const explain = explainer(read, calendars, words);

  function parse(text, calendar = "gregorian") {
    const trimmed = text.replace(EDGES, "");
    const found = read(trimmed, calendar) ?? explain(trimmed, calendar);
    return isFault(found) ? { ...found, text } : found;
  }

  function read(text, calendar) {
    if (text.startsWith("[")) return oneOf(text, calendar);
    if (text.includes("/")) return interval(text, calendar);
    const point = pointOf(text, calendar);
    if (!isPoint(point)) return point;
    const whole = { earliest: point.earliest, latest: point.latest };
    return {
      ...shape(text, calendar, "single", [point], whole, whole, point.precision),
      uncertain: point.uncertain,
      approximate: point.approximate,
    };
  }

  function interval(text, calendar) {
    const slash = text.indexOf("/");
    const texts = [text.slice(0, slash), text.slice(slash + 1)];
    const [first, last] = texts.map((part) => (part === OPEN ? OPEN : part ? pointOf(part, calendar) : ""));
    let start, end;
    if (isPoint(first) && isPoint(last)) {
      if (last.latest < first.earliest) return backwards(text, texts, `${texts[1]}/${texts[0]}`);
      start = { earliest: first.earliest, latest: least(first.latest, last.latest) };
      end = { earliest: most(first.earliest, last.earliest), latest: last.latest };
    } else if (isPoint(first) && typeof last === "string") {
      start = { earliest: first.earliest, latest: first.latest };
      end = { earliest: first.earliest, latest: null };
    } else if (typeof first === "string" && isPoint(last)) {
      start = { earliest: null, latest: last.latest };
      end = { earliest: last.earliest, latest: last.latest };
    } else return null;
    const dated = [first, last].filter(isPoint);
    const coarsest = most(...dated.map((point) => COARSENESS.indexOf(point.precision)));
    return {
      ...shape(text, calendar, "interval", [{ first, last }], start, end, COARSENESS[coarsest]),
      uncertain: dated.some((point) => point.uncertain),
      approximate: dated.some((point) => point.approximate),
    };
  }

  function oneOf(text, calendar) {
    const members = membersOf(text, calendar);
    if (members === null) return null;
    const points = members.flatMap(ends).filter(isPoint);
    if (!points.every(plain)) return fault("level-two", text);
    if (members.length === 1 && isPoint(members[0])) return fault("not-edtf", text, members[0].edtf);
    const whole = {
      earliest: ends(members[0])[0] === OPEN ? null : least(...points.map((point) => point.earliest)),
      latest: ends(members.at(-1))[1] === OPEN ? null : most(...points.map((point) => point.latest)),
    };
    if (whole.earliest === null && whole.latest === null) return fault("says-nothing", text);
    return backwardsMember(text, members) ?? shape(text, calendar, "one-of", members, whole, whole, "window");
  }

  function membersOf(text, calendar) {
    if (!text.endsWith("]")) return null;
    const members = text.slice(1, -1).split(",").map((member) => memberOf(member, calendar));
    if (members.includes(null)) return null;
    // A set is open before its first member or after its last, and nowhere between.
    const inner = [...members.slice(1).map((later) => ends(later)[0]), ...members.slice(0, -1).map((sooner) => ends(sooner)[1])];
    return inner.includes(OPEN) ? null : members;
  }

  function memberOf(text, calendar) {
    const dots = text.indexOf(OPEN);
    const texts = dots < 0 ? [text] : [text.slice(0, dots), text.slice(dots + 2)];
    const [first, last] = texts.map((part) => (part ? pointOf(part, calendar) : OPEN));
    if (dots < 0) return isPoint(first) ? first : null;
    return isEnd(first) && isEnd(last) && first !== last ? { first, last } : null;
  }

  function pointOf(text, calendar) {
    const match = DATE.exec(text);
    if (!match) return null;
    const [, yearText, monthText, dayText, qualifier] = match;
    // At level 1 nothing that is specified follows what is not.
    if (monthText && (yearText.includes("X") || (monthText === "XX" && dayText !== undefined && dayText !== "XX"))) {
      return fault("level-two", text);
    }
    const reckoning = calendars[calendar];
    const year = Number(yearText.replaceAll("X", "0"));
    const month = monthText && monthText !== "XX" ? Number(monthText) : null;
    const day = dayText && dayText !== "XX" ? Number(dayText) : null;
    let precision, bounds;
    const ofSeason = season(month) && calendar === "gregorian" && !dayText;
    if (yearText.includes("X")) {
      const count = yearText.endsWith("XX") ? 100 : 10;
      precision = count === 100 ? "century" : "decade";
      const [first, last] = [reckoning.yearBounds(year), reckoning.yearBounds(year + count - 1)];
      bounds = first && last ? [first[0], last[1]] : null;
    } else if (month === null) {
      [precision, bounds] = ["year", reckoning.yearBounds(year)];
    } else if (day !== null) {
      const only = reckoning.toDay(year, month, day);
      [precision, bounds] = ["day", only === null ? null : [only, only]];
    } else if (ofSeason) {
      [precision, bounds] = ["season", gregorian.seasonBounds(year, month)];
    } else {
      [precision, bounds] = ["month", reckoning.monthBounds(year, month)];
    }
    if (bounds === null) return impossible(match, calendar, ofSeason ? null : month, day);
    return {
      edtf: text,
      calendar,
      precision,
      year,
      month: ofSeason ? null : month,
      day,
      season: ofSeason ? month : null,
      unspecifiedMonth: monthText === "XX",
      unspecifiedDay: dayText === "XX",
      uncertain: qualifier === "?" || qualifier === "%",
      approximate: qualifier === "~" || qualifier === "%",
      earliest: bounds[0],
      latest: bounds[1],
    };
  }

  // Says why a well-formed date is none: its year, else its month, else its day.
  function impossible([text, yearText, monthText, dayText, qualifier], calendar, month, day) {
    const reckoning = calendars[calendar];
    const year = Number(yearText);
    if (month === null || reckoning.yearBounds(year) === null) return outOfRange(text, reckoning);
    const days = reckoning.monthLength(year, month);
    if (days !== null && day !== null) {
      return fault("impossible-day", text, `${yearText}-${monthText}${qualifier}`, { year, month, day, days });
    }
    if (season(month) && calendar === "hijri" && !dayText) return fault("season-of-hijri", text, null, { year, season: month });
    let suggestion = null;
    if (month === 0) suggestion = `${yearText}${qualifier}`;
    else if (day !== null && reckoning.toDay(year, day, month) !== null) suggestion = `${yearText}-${dayText}-${monthText}${qualifier}`;
    else if (dayText === undefined && month === (year + 1) % 100) suggestion = `${yearText}/${four(year + 1)}`;
    return fault("impossible-month", text, suggestion, { year, month });
  }

  return { parse, calendars };
}

function shape(edtf, calendar, form, parts, start, end, precision) {
  return { edtf, calendar, form, parts, start, end, precision, uncertain: false, approximate: false };
}

function ends(member) {
  return isPoint(member) ? [member, member] : [member.first, member.last];
}

// A day, a month or a year with nothing added: what a set may hold.
function plain(point) {
  return !(point.uncertain || point.approximate || point.season || point.edtf.includes("X"));
}

// Finds the first a..b that runs backwards, and turns round every one that does.
function backwardsMember(text, members) {
  const turned = [];
  let mended = text;
  for (const [first, last] of members.map(ends)) {
    if (isPoint(first) && isPoint(last) && last.latest < first.earliest) {
      turned.push([first.edtf, last.edtf]);
      mended = mended.replaceAll(`${first.edtf}..${last.edtf}`, `${last.edtf}..${first.edtf}`);
    }
  }
  return turned.length ? backwards(text, turned[0], mended) : null;
}

function backwards(text, [first, last], suggestion) {
  return fault("reversed-interval", text, suggestion, { first, last });
}

/** A date of the calendar out of its parts, the month and the day where they are known. */
export function compose(year, month, day) {
  return [four(year), ...[month, day].filter(Boolean).map(two)].join("-");
}
