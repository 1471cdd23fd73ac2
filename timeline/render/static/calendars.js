// The Gregorian and the Umm al-Qura calendar, as timeline/dates/gregorian.py and hijri.py know them.
// Days are counted from 1 January 1970. Each calendar answers null where it has no such day.

const DAY = 86_400_000;

/** The number of a Gregorian day that is known to be one. */
export function number(year, month, day) {
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day); // Date.UTC would take the year 99 for 1999
  return time.getTime() / DAY;
}

/** A day by its Gregorian year, month and day of the month. */
export function gregorianDay(day) {
  const time = new Date(day * DAY);
  return [time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate()];
}

/** A day as YYYY-MM-DD; null stays null, which bounds nothing. */
export function iso(day) {
  if (day === null) return null;
  const [year, ...rest] = gregorianDay(day);
  return [String(year).padStart(4, "0"), ...rest.map((part) => String(part).padStart(2, "0"))].join("-");
}

/** The day that it is for whoever looks at the page, as YYYY-MM-DD. */
export function today() {
  const now = new Date();
  return iso(number(now.getFullYear(), now.getMonth() + 1, now.getDate()));
}

const written = (year) => year >= 1 && year <= 9999;

export const gregorian = {
  name: "gregorian",
  firstYear: 1,
  lastYear: 9999,
  monthLength(year, month) {
    if (!written(year) || month < 1 || month > 12) return null;
    return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate(); // they return in 400 years
  },
  toDay(year, month, day) {
    const length = gregorian.monthLength(year, month);
    return length === null || day < 1 || day > length ? null : number(year, month, day);
  },
  monthBounds(year, month) {
    const length = gregorian.monthLength(year, month);
    return length === null ? null : [number(year, month, 1), number(year, month, length)];
  },
  yearBounds(year) {
    return written(year) ? [number(year, 1, 1), number(year, 12, 31)] : null;
  },
  // Winter is of the year in which it begins.
  seasonBounds(year, season) {
    const first = gregorian.monthBounds(year, 3 * (season - 21) + 3);
    const last = season === 24 ? gregorian.monthBounds(year + 1, 2) : gregorian.monthBounds(year, 3 * (season - 21) + 5);
    return first && last ? [first[0], last[1]] : null;
  },
  dayOf: gregorianDay,
};

/** The Umm al-Qura calendar by the table of data/hijri-months.json. */
export function ummAlQura(table) {
  const years = Object.keys(table.years).map(Number);
  const firstYear = years[0];
  const starts = [Date.parse(table.first_day) / DAY];
  for (const year of years) for (const length of table.years[year]) starts.push(starts.at(-1) + length);
  const at = (year, month) =>
    year < firstYear || year > years.at(-1) || month < 1 || month > 12 ? null : (year - firstYear) * 12 + month - 1;
  const between = (first, after) => [starts[first], starts[after] - 1];
  return {
    name: "hijri",
    firstYear,
    lastYear: years.at(-1),
    firstDay: starts[0],
    lastDay: starts.at(-1) - 1,
    monthLength(year, month) {
      const index = at(year, month);
      return index === null ? null : starts[index + 1] - starts[index];
    },
    toDay(year, month, day) {
      const index = at(year, month);
      return index === null || day < 1 || day > starts[index + 1] - starts[index] ? null : starts[index] + day - 1;
    },
    monthBounds(year, month) {
      const index = at(year, month);
      return index === null ? null : between(index, index + 1);
    },
    yearBounds(year) {
      const index = at(year, 1);
      return index === null ? null : between(index, index + 12);
    },
    dayOf(day) {
      let [low, high] = [0, starts.length - 1];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= day) low = middle;
        else high = middle;
      }
      return [firstYear + Math.floor(low / 12), (low % 12) + 1, day - starts[low] + 1];
    },
  };
}
