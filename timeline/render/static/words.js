// Words as the search index spells them; the same rules as in timeline/render/search_words.py, and
// explained there. tests/browser/test_search.py compares the two.

import { digits, fold } from "./arabic.js";

const PIECE =
  /(?<!\d)(?:(\d{1,2})[/-](\d{1,2})[/-](\d{4})|(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?|(\d{1,2})[/-](\d{4}))(?!\d)|\d+(?:[.,٫٬]\d+)*|[\p{L}\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+/gu;
const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=.{3})/;
const ENDING = /(?<=...)(?:تهم|تها|ته|يات|تين|تان|ات|ان|ون|ين|يه|ها|هم|وا|ه|ي|ا)$/;
const GLUED = [/^[وفبكل](?=.{3})/, /^[وف][بكل](?=.{3})/];
const OF_A_YEAR = new Set(["عام", "سنه", "لعام", "لسنه", "من"]);

const MONTHS = new Map();
for (const [calendar, names] of [
  ["m", "كانون الثاني|يناير,شباط|فبراير,اذار|مارس,نيسان|ابريل,ايار|مايو,حزيران|يونيو|يونيه,تموز|يوليو|يوليه,اب|اغسطس,ايلول|سبتمبر,تشرين الاول|اكتوبر,تشرين الثاني|نوفمبر,كانون الاول|ديسمبر"],
  ["h", "محرم,صفر,ربيع الاول,ربيع الاخر|ربيع الثاني,جمادي الاولي|جمادي الاول,جمادي الاخره|جمادي الثانيه|جمادي الثاني|جمادي الاخر,رجب,شعبان,رمضان,شوال,ذو القعده|ذي القعده,ذو الحجه|ذي الحجه"],
]) {
  names.split(",").forEach((both, index) => {
    for (const name of both.split("|")) MONTHS.set(name, `${calendar}${index + 1}`);
  });
}

// A text's words, numbers and dates, each with where it stands in the text.
export function units(text) {
  const pieces = [...cut(text)];
  const found = [];
  for (let index = 0, after; index < pieces.length; index = after) {
    const piece = pieces[index];
    let month;
    [month, after] = monthAt(pieces, index);
    if (piece.forms) {
      found.push(piece);
    } else if (month) {
      let first = piece;
      let day = index ? pieces[index - 1].number : undefined;
      if (day >= 1 && day <= 31) first = found.pop();
      else day = undefined;
      for (let again = monthAt(pieces, after); again[0] === month; again = monthAt(pieces, after)) {
        after = again[1];
      }
      const skipped = after + OF_A_YEAR.has(pieces[after]?.text);
      let year = pieces[skipped]?.number;
      if (year >= 1300 && year <= 2199) after = skipped + 1;
      else year = undefined;
      const forms = dated(month, year, year && day);
      found.push({ start: first.start, end: pieces[after - 1].end, forms, word: false });
    } else if (/^\d/.test(piece.text)) {
      found.push({ ...piece, forms: [`n${piece.text}z`], word: false });
    } else if (piece.text.length > 1) {
      found.push({ ...piece, forms: formsOf(piece.text), word: true });
    }
  }
  return found;
}

function* cut(text) {
  for (const match of digits(text).matchAll(PIECE)) {
    const start = match.index;
    const end = start + match[0].length;
    const year = match[3] ?? match[4] ?? match[8];
    if (year) {
      const month = Number(match[2] ?? match[5] ?? match[7]);
      const day = match[1] ?? match[6];
      if (month >= 1 && month <= 12) {
        const name = `${Number(year) <= 1599 ? "h" : "m"}${month}`;
        yield { start, end, text: "", forms: dated(name, Number(year), day && Number(day)), word: false };
      } else {
        for (const part of match[0].matchAll(/\d+/g)) {
          const at = start + part.index;
          yield { start: at, end: at + part[0].length, text: part[0], number: Number(part[0]) };
        }
      }
    } else if (/^\d/.test(match[0])) {
      const plain = match[0].replace(/[,٬]/g, "").replace(/[.٫]/g, "x");
      yield { start, end, text: plain, number: /x/.test(plain) ? undefined : Number(plain) };
    } else {
      const word = fold(match[0]);
      if (word) yield { start, end, text: word };
    }
  }
}

function monthAt(pieces, index) {
  const texts = pieces.slice(index, index + 2).map((piece) => piece.text);
  for (const length of [2, 1]) {
    const name = texts.slice(0, length).join(" ");
    for (const spelling of [name, name.replace(/^[وفبل](?=.{3})/, "")]) {
      if (texts.length >= length && MONTHS.has(spelling)) return [MONTHS.get(spelling), index + length];
    }
  }
  return [undefined, index + 1];
}

function dated(month, year, day) {
  if (!year) return [`${month}z`];
  return [...(day ? [`d${day}${month}y${year}z`] : []), `${month}y${year}z`, `n${year}z`, `${month}z`];
}

export function formsOf(text) {
  const word = bare(text);
  let stem = word;
  if (/^[ا-ي]/.test(word)) stem = repeated(stem.replace(/^(..)ايا$/, "$1ي"), ENDING);
  const root = stem.replace(/(?<=.)[اوي]/g, "");
  return root.length >= 3 ? [word, stem, root] : [word, stem];
}

function bare(word) {
  return repeated(word, ARTICLE);
}

// What a word may be without the letters that are written on to it: «ببغداد», «وببغداد».
export function unglued(word) {
  return GLUED.filter((glued) => glued.test(word)).map((glued) => bare(word.replace(glued, "")));
}

function repeated(text, pattern) {
  for (;;) {
    const shorter = text.replace(pattern, "");
    if (shorter === text) return text;
    text = shorter;
  }
}

export function whole(found) {
  return `ء${found.map((unit) => unit.forms[0]).join("")}ء`;
}
