// What the end of the form shows, in words: the record as readers will see it, records that may be of
// the same event, and a name for this one.

import { gregorianDay, iso } from "./calendars.js";
import { fieldOf, itemsOf, newSources, read, readScope, spanOf, usedItems } from "./suggest-fields.js";
import { amount } from "./suggest-handing.js";
import { tidy } from "./suggest-yaml.js";

const MOST = 5; // records that may be of the same event
const optionText = (scope, name) => fieldOf(scope, name)?.querySelector("option:checked:not([value=''])")?.textContent ?? "";
const joined = (...parts) => parts.filter(Boolean).join("، ");

/** Makes `{shown, duplicates, offered}` for the event's part of the form. */
export function overview({ whole, check, parse, phrase, choices, say, events, notes }) {
  const dated = () => spanOf(fieldOf(whole, "date"), parse);

  function nameOf(kind, id) {
    const own = kind === "sources" ? newSources(whole).map((source) => [source.id.trim(), source.title]) : [];
    return [...own, ...choices[kind]].find(([other]) => other === id)?.[1] ?? id;
  }

  function shown() {
    const span = dated();
    const list = (name, line) => usedItems(fieldOf(whole, name)).filter(notes.listed).map((item) => line(notes.listed(item), item)).filter(Boolean);
    return {
      title: tidy(read(fieldOf(whole, "title"))),
      summary: tidy(read(fieldOf(whole, "summary")), "prose"),
      dates: span ? [phrase.gregorian(span), phrase.hijri(span)].filter(Boolean) : [],
      how: span ? joined(optionText(whole, "status"), `${say.dateKnown} ${optionText(whole, "date_basis")}`, tidy(read(fieldOf(whole, "date_note")))) : "",
      places: list("places", ({ place }, item) => joined(nameOf("places", place), optionText(item, "precision"))),
      actors: list("actors", ({ actor }, item) => joined(nameOf("actors", actor), optionText(item, "role"))),
      claims: list("claims", (one, item) =>
        joined(
          `${nameOf("metrics", one.metric)}: ${amount(one, say)}`,
          optionText(item, "group"),
          one.said_by && `${say.saidBy} ${nameOf("actors", one.said_by)}`,
          one.source && `${say.from} ${nameOf("sources", one.source)}`,
        ),
      ),
      sources: list("sources", ({ source, locator }) => joined(nameOf("sources", source), locator)),
      notes: notes.all(),
    };
  }

  /** Records of the same month and place, or of the same month with half of the headline's words. */
  function duplicates() {
    const span = dated();
    if (!span) return [];
    const [first, last] = [span.start.earliest, span.end.latest];
    const known = events.between(first === null ? -Infinity : gregorianDay(first)[0], last === null ? Infinity : gregorianDay(last)[0]);
    const month = (day, open) => (day === null ? open : iso(day).slice(0, 7));
    const places = new Set(itemsOf(fieldOf(whole, "places")).map((item) => readScope(item).place));
    const words = (text) => new Set(text.split(/[\s«»،.:"]+/).filter((word) => word.length > 2));
    const mine = words(read(fieldOf(whole, "title")));
    return known
      .filter(([, title, from, to, , where]) => {
        if ((from || "0000") > month(last, "9999") || (to || "9999") < month(first, "0000")) return false;
        if (where.some((place) => places.has(place))) return true;
        const their = words(title);
        const common = [...mine].filter((word) => their.has(word)).length;
        return mine.size > 1 && common * 2 >= Math.min(mine.size, their.size);
      })
      .slice(0, MOST)
      .map(([id, title, , , when]) => [id, title, when]);
  }

  /** A name for the record: its place, its kind and its date; null where they are not known. */
  function offered() {
    const { place } = itemsOf(fieldOf(whole, "places")).map(readScope)[0] ?? {};
    const span = dated();
    const day = span?.start.earliest ?? null;
    if (!place || day === null) return null;
    const [kind] = read(fieldOf(whole, "categories"));
    const when = iso(day).slice(0, { day: 10, month: 7 }[span.precision] ?? 4);
    const name = [place, typeof kind === "string" ? kind : "", when].filter(Boolean).join("-");
    if (check.value(name, "id")) return null;
    return ["", "-2", "-3", "-4"].map((end) => name + end).find((id) => !check.value(id, "id") && !(events.like(id) ?? []).some(([own]) => own === id)) ?? null;
  }

  return { shown, duplicates, offered };
}
