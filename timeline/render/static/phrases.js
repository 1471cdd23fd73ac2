// Says a span as an Arabic editor would print it, in either calendar: timeline/dates/arabic.py in the
// browser, phrase for phrase. The names of months come from the page's data.

import { OPEN, isPoint } from "./edtf.js";

export const SEASONS = { 21: "ربيع", 22: "صيف", 23: "خريف", 24: "شتاء" };
const WINTER = 24;
const UNCERTAIN = " (غير مؤكد)";
const SOME_DATE = "تاريخ غير معلوم";
const DEPTHS = { day: 3, month: 2, season: 2 }; // how much of a mark a precision can state; else its year
const SHORTEST_MONTH = 28;
const manyYears = (point) => point.precision === "decade" || point.precision === "century";

/**
 * Makes `{gregorian, hijri}`, which say a span; `hijri` gives null where a date leaves the table.
 *
 * `names` holds the months of each calendar in order: `gregorian`, `hijri` and `genitive`.
 */
export function phrases(calendars, names) {
  const gregorian = {
    calendar: "gregorian",
    mark: calendars.gregorian.dayOf,
    month: (month) => SEASONS[month] ?? names.gregorian[month - 1],
    era: "",
  };
  const hijri = {
    calendar: "hijri",
    mark: calendars.hijri.dayOf,
    month: (month, genitive) => names[genitive ? "genitive" : "hijri"][month - 1],
    era: " هـ",
  };
  const { firstDay, lastDay } = calendars.hijri;
  const covered = (point) => point.earliest >= firstDay && point.latest <= lastDay;
  return {
    gregorian: (span) => phrase(span, gregorian),
    hijri: (span) => (pointsOf(span.parts).every(covered) ? phrase(span, hijri) : null),
  };
}

function phrase(span, manner) {
  const [part] = span.parts;
  if (span.form === "one-of") return oneOf(span.parts, manner);
  return isPoint(part) ? alone(part, manner) : period(part, manner);
}

function pointsOf(parts) {
  return parts.flatMap((part) => (isPoint(part) ? [part] : [part.first, part.last])).filter(isPoint);
}

// ------------------------------------------------------------------------------- the three forms

function alone(point, manner) {
  const name = unspecified(point, manner);
  if (name !== null) return name;
  const marks = outer(point, manner);
  if (!manyYears(point)) return qualified(point, touched(marks, manner, point.approximate), manner);
  if (point.approximate) return roughly(point, theYears(marks), manner);
  return qualified(point, between(marks, manner), manner);
}

function period({ first, last }, manner) {
  if (first === OPEN) return `حتى ${end(last, manner, 1)}`;
  if (last === OPEN) return `منذ ${end(first, manner, 0)}`;
  const [start, stop] = [bareEnd(first, manner, 0), bareEnd(last, manner, 1)];
  if (!start || !stop) return `من ${end(first, manner, 0)} إلى ${end(last, manner, 1)}`;
  const marks = [start.mark, stop.mark];
  if (same(...marks) && start.approximate === stop.approximate && !start.approximate) return throughout(start.mark, manner);
  const texts = seasons(marks, manner) ?? sharing(marks, manner, true);
  return `من ${about(start)}${texts[0]} إلى ${about(stop)}${texts[1]}${manner.era}`;
}

function throughout(mark, manner) {
  return `${mark[2] ? "طوال يوم" : "خلال"} ${named(mark, manner, true)}${manner.era}`;
}

function oneOf(members, manner) {
  if (!members.every(isPoint)) {
    return members.map((member) => (isPoint(member) ? alone(member, manner) : window_(member, manner))).join("، أو ");
  }
  const all = members.map((point) => every(point, manner));
  const exact = all.every((marks) => marks.length === 1);
  const chained = all.slice(1).every((later, place) => later.some((mark) => all[place].some((other) => same(mark, other))));
  if (exact || chained) return either(distinct(all.flat()), manner);
  return members.map((point) => alone(point, manner)).join(" أو ");
}

function window_({ first, last }, manner) {
  if (!isPoint(first)) return `في ${end(last, manner, 1)} أو قبله`;
  if (!isPoint(last)) return `في ${end(first, manner, 0)} أو بعده`;
  const marks = [outer(first, manner)[0], outer(last, manner)[1]];
  if (same(...marks)) return `${named(marks[0], manner)}${manner.era}`;
  return `${between(marks, manner)}${manner.era}`;
}

// -------------------------------------------------------------------------------------- one date

// One end, by its first mark (side 0) or its last (side 1), after a preposition.
function end(point, manner, side) {
  if (!isPoint(point)) return SOME_DATE;
  const name = unspecified(point, manner);
  if (name !== null) return name;
  const marks = outer(point, manner);
  if (point.calendar === manner.calendar && manyYears(point)) return roughly(point, theYears(marks), manner);
  return qualified(point, named(marks[side], manner, true), manner);
}

// An end of which nothing is to be said but a mark and «نحو»; else null.
function bareEnd(point, manner, side) {
  if (!isPoint(point) || point.uncertain) return null;
  if (point.calendar === manner.calendar && (manyYears(point) || point.unspecifiedMonth || point.unspecifiedDay)) return null;
  return { mark: outer(point, manner)[side], approximate: point.approximate };
}

// What only the date's own calendar can say: that a part is unspecified.
function unspecified(point, manner) {
  if (point.calendar !== manner.calendar || !(point.unspecifiedMonth || point.unspecifiedDay)) return null;
  const part = point.unspecifiedDay ? "يوم" : "شهر";
  return roughly(point, `${part} غير محدد من ${named(outer(point, manner)[0], manner, true)}`, manner);
}

function qualified(point, text, manner) {
  return `${about(point)}${text}${manner.era}${point.uncertain ? UNCERTAIN : ""}`;
}

const about = ({ approximate }) => (approximate ? "نحو " : "");

// Qualifies a text that «نحو» cannot stand before.
function roughly(point, text, manner) {
  return `${text}${manner.era}${point.approximate ? " تقريبًا" : ""}${point.uncertain ? UNCERTAIN : ""}`;
}

// ---------------------------------------------- marks: [year, month or season or 0, day or 0]

function outer(point, manner) {
  if (point.season !== null && point.calendar === manner.calendar) {
    return [[point.year, point.season, 0], [point.year, point.season, 0]];
  }
  const depth = DEPTHS[point.precision] ?? 1;
  return [mark(point.earliest, depth, manner), mark(point.latest, depth, manner)];
}

function mark(day, depth, manner) {
  const parts = manner.mark(day);
  return [0, 1, 2].map((place) => (place < depth ? parts[place] : 0));
}

// All days, months or years of the calendar that a date touches, in order.
function every(point, manner) {
  const depth = DEPTHS[point.precision] ?? 1;
  const marks = [];
  for (let day = point.earliest; day < point.latest; day += SHORTEST_MONTH) marks.push(mark(day, depth, manner));
  return distinct([...marks, mark(point.latest, depth, manner)]);
}

const same = (mark, other) => mark.every((part, place) => part === other[place]);
const distinct = (marks) => marks.filter((one, place) => marks.findIndex((other) => same(one, other)) === place);

function touched([first, last], manner, genitive = false) {
  if (same(first, last)) return named(first, manner, genitive);
  if (!first[1]) return `${first[0]} – ${last[0]}`;
  return sharing([first, last], manner, genitive).join(" – ");
}

function between([first, last], manner) {
  if (!(first[1] || last[1])) return `بين عامي ${first[0]} و${last[0]}`;
  const [start, stop] = sharing([first, last], manner, true);
  return `بين ${start} و${stop}`;
}

function either(marks, manner) {
  if (marks.some(([, month]) => month)) return sharing(marks, manner).join(" أو ") + manner.era;
  return `عام ${marks.map(([year]) => year).join(" أو ")}${manner.era}`;
}

const theYears = ([first, last]) => `الأعوام ${first[0]}–${last[0]}`;

// A season and a later one «of it», its year; null unless there are two of one year. Winter is of two.
function seasons([first, last], manner) {
  const whole = (month) => month in SEASONS && month !== WINTER;
  if (first[0] !== last[0] || !whole(first[1]) || !whole(last[1])) return null;
  return [named(first, manner), `${SEASONS[last[1]]}ه`];
}

// Names marks in a row; what all of them have in common is said once, with the last.
function sharing(marks, manner, genitive = false) {
  const last = marks.at(-1);
  const oneYear = marks.every(([year, month]) => month && month !== WINTER && year === last[0]);
  const oneMonth = oneYear && marks.every(([, month, day]) => day && month === last[1]);
  const depth = oneMonth ? 3 : oneYear ? 2 : 1;
  return [...marks.slice(0, -1).map((one) => named(one, manner, genitive, depth)), named(last, manner, genitive)];
}

// Names a mark, from the year down, or only from its month (2) or its day (3).
function named([year, month, day], manner, genitive = false, downFrom = 1) {
  const words = [];
  if (day) words.push(String(day));
  // A day is a day of its month, which puts the month in the genitive.
  if (month && downFrom <= 2) words.push(manner.month(month, genitive || day > 0));
  if (downFrom <= 1) words.push(yearOf(year, month));
  return words.join(" ");
}

function yearOf(year, month) {
  if (month === WINTER) return `${year}–${year + 1}`;
  return !month || month in SEASONS ? `عام ${year}` : String(year);
}
