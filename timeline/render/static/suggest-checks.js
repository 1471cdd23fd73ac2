// What is wrong with a value, by the rules' own words, and what could stand there instead. A fault is
// `{text, instead}`: a message, and a value to put in its place or null. Nothing here knows the page.

import { digits, fold } from "./arabic.js";
import { isFault } from "./fault.js";
import { filled } from "./filled.js";
import { lacking } from "./suggest-dates.js";

const JOINERS = /[\u200c\u200d]/;
// The facts of a date that are two readings of it: timeline/dates/fault.py.
const EITHER = [["day_first", "month_first"], ["within", "throughout"], ["winter_begins", "winter_ends"]];
const PUNCTUATION = { ",": "،", ";": "؛", "?": "؟" };
const MENDS = {
  tatweel: () => "",
  "no-break-space": () => " ",
  "digits-in-text": (found) => digits(found),
  "latin-punctuation": (found) => PUNCTUATION[found],
  "stray-space": (found, text, at) => ("«(".includes(text[at - 1]) || "»)،؛؟!:.".includes(text[at + found.length]) ? "" : " "),
};
// Languages that sources here are likely in; a name of one is taken for its code.
const LANGUAGES = ["ar", "en", "ku", "ckb", "fa", "tr", "fr", "de", "es", "it", "ru", "he", "syr", "nl", "sv"];

function languageOf(text) {
  const bare = (name) => fold(name ?? "").replace(/^(?:(?:ال)?لغه\s+)?(?:ال)?/, "");
  const names = (code) => [document.documentElement.lang, "en", code].map((language) => new Intl.DisplayNames([language], { type: "language" }).of(code));
  const typed = bare(text.trim());
  return LANGUAGES.find((code) => names(code).some((name) => bare(name) === typed)) ?? null;
}

/** Makes the checks out of the page's data and the reader of dates. */
export function checks({ rules, limits, patterns, characters, text: onText }, parse, say) {
  const whole = Object.fromEntries(Object.entries(patterns).map(([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`, name === "url" ? "i" : "")]));
  const forbidden = Object.entries(characters).map(([rule, signs]) => [rule, new RegExp(`[${signs}]`, "u")]);

  const running = onText.map(([rule, pattern, keepsWording]) => [rule, new RegExp(pattern, "gu"), keepsWording]);

  function fault(rule, facts = {}, instead = null) {
    const [message, advice] = rules[rule].map((text) => filled(text, facts));
    return { rule, text: `${message} ${advice}`, instead };
  }

  // The first sign that may not stand in a record; line breaks may in prose.
  function sign(text, kind) {
    const found = [...text].map((one, place, all) => [one, ruleOf(one, place, all, kind)]).find(([, rule]) => rule);
    if (!found) return null;
    // A printed form of a letter stands for the letter; all else goes.
    const mended = (one, rule) => (rule === "presentation-form" ? one.normalize("NFKC") : "");
    const clean = [...text].map((one, place, all) => (ruleOf(one, place, all, kind) ? mended(one, ruleOf(one, place, all, kind)) : one)).join("");
    const value = `U+${found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    return fault(found[1], { value }, clean);
  }

  // What of a running text a machine can mend without asking what is meant: a hint, and the text mended.
  function wording(text) {
    for (const [rule, pattern, keepsWording] of running) {
      const around = keepsWording ? text.replace(/«[^«»]*»/g, (said) => "«".padEnd(said.length, "\u0001")) : text;
      const match = around.matchAll(pattern).next().value;
      if (!match) continue;
      let mended = text;
      for (const found of [...around.matchAll(pattern)].reverse()) {
        mended = mended.slice(0, found.index) + MENDS[rule](found[0], text, found.index) + mended.slice(found.index + found[0].length);
      }
      const [before] = /\S*$/.exec(text.slice(0, match.index));
      const [after] = /^\S*/.exec(text.slice(match.index + match[0].length));
      return { ...fault(rule, { value: before + match[0] + after }, mended), hint: true };
    }
    return null;
  }

  function ruleOf(one, place, all, kind) {
    if (JOINERS.test(one)) {
      const letter = (sign) => sign !== undefined && /[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]/.test(sign);
      return letter(all[place - 1]) && letter(all[place + 1]) ? null : "invisible-character";
    }
    if (kind === "prose" && one === "\r") return null; // written as a line break
    return forbidden.find(([, pattern]) => pattern.test(one))?.[0] ?? null;
  }

  function date(text, calendar) {
    const still = lacking(text);
    if (still) return { rule: "date-unfinished", text: say.dateLacks[still], instead: null };
    const span = parse(text, calendar);
    if (!isFault(span)) return null;
    const rule = span.kind === "empty" ? "empty-text" : span.kind;
    const { part, nearest, ...facts } = span.facts;
    const found = fault(rule, { ...facts, value: part ?? text.trim() }, span.suggestion ?? nearest ?? null);
    const [first, second] = EITHER.find(([name]) => name in facts) ?? [];
    return first ? { ...found, text: `${found.text} ${filled(say.eitherDate, { first: facts[first], second: facts[second] })}` } : found;
  }

  const kinds = {
    line: (text) => long(text.trim().replace(/\s+/g, " "), limits.line),
    prose: (text) => long(text, limits.prose),
    date: (text) => date(text, "gregorian"),
    "hijri-date": (text) => date(text, "hijri"),
    day: (text) => date(text, "gregorian") ?? (/^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? null : fault("day-needed", { value: text })),
    url: (text) => {
      if (whole.url.test(text) && text.length <= limits.url) return null;
      const mended = text.trim().replace(/^(?:http:\/\/|(?=[a-z0-9-]+\.))/i, "https://");
      return fault("bad-url", { value: text }, whole.url.test(mended) ? mended : null);
    },
    language: (text) => (whole.language.test(text) ? null : fault("bad-language", { value: text }, languageOf(text))),
    amount: (text) => {
      if (whole.amount.test(text)) return null;
      const mended = digits(text).replace(/[٬،,\s]/g, "").replace("٫", ".");
      return fault("bad-number", { value: text }, whole.amount.test(mended) ? mended : null);
    },
    towards: (text) => (whole.towards.test(text) ? null : fault("bad-towards", { value: text })),
    id: (text) => id(text),
  };

  function long(text, limit) {
    const { length } = [...text];
    return length > limit ? fault("text-too-long", { length, limit }) : null;
  }

  function id(text) {
    if (whole.id.test(text) && text.length <= limits.id) return null;
    const mended = digits(text).trim().toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    return fault("bad-id", { value: text }, mended !== text && whole.id.test(mended) && mended.length <= limits.id ? mended : null);
  }

  /** What is wrong with one value of a kind; null if nothing is, or there is none. */
  function value(text, kind) {
    if (!text.trim()) return null;
    const runs = kind === "line" || kind === "prose";
    return sign(text, kind) ?? kinds[kind]?.(runs ? text : text.trim()) ?? (runs ? wording(text) : null);
  }

  /** What the numbers of a claim are to one another: the field that is wrong, and how. */
  function claim(one) {
    const given = (name) => (one[name] ?? "").trim();
    const touched = Object.keys(one).some((name) => !["scope", "stance"].includes(name) && given(name));
    if (!touched) return null;
    if (!given("value") && !given("low") && !given("high")) return ["value", fault("claim-without-number")];
    if (given("value") && (given("low") || given("high"))) return ["value", fault("value-and-range")];
    const numbers = ["low", "best", "high"].map(given).filter(Boolean).map(Number);
    if (numbers.some((number, place) => number < numbers[place - 1])) return ["high", fault("range-reversed", { value: numbers.join(" > ") })];
    if (one.scope === "cumulative" && !given("since")) return ["since", fault("cumulative-without-since")];
    if (one.stance && one.stance !== "claims" && !given("towards")) return ["towards", fault("stance-without-towards", { value: say.stances[one.stance] })];
    return null;
  }

  return { fault, value, claim };
}
