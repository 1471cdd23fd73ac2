// A record as YAML, in the one form that timeline/writing/ gives it: `timeline fix` changes nothing in
// what is written here. How each field is written comes with the page's data, from the same layouts.

const WORD = /^[A-Za-z](?:[\w./#?&=%+~@:-]*[\w/#?&=%+~@-])?$/;
const NUMBERED = /^(?!0[xo])[0-9](?=[a-z0-9-]*[a-z]{2})[a-z0-9-]*[a-z0-9]$/;
const NUMBER = /^(?:-?[0-9]+(?:\.[0-9]+)?|true|false)$/;
const NO_WORDS = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
const UNPRINTABLE = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/gu;
const SHORT = { "\n": "\\n", "\t": "\\t" };
const PLAIN = { form: "plain" };

/** The whole file: `tree` has texts, lists and objects; `schema` is the path to its JSON Schema, or null; `notes` are comments, a line each. */
export function recordText(layout, tree, schema, notes = []) {
  const head = schema ? [`# yaml-language-server: $schema=${schema}`] : [];
  return [...head, ...notes.map((note) => `# ${note}`), ...lines(normal(tree, layout), layout), ""].join("\n");
}

// ------------------------------------------------- in order, and without what says nothing

function normal(value, layout) {
  if (typeof value === "string") return tidy(value, layout.form);
  if (Array.isArray(value)) return value.map((item) => normal(item, layout.items ?? PLAIN));
  const kept = Object.keys(layout.order)
    .filter((name) => name in value)
    .map((name) => [name, normal(value[name], layout.order[name])])
    .filter(([name, inner]) => layout.needed.includes(name) || says(inner));
  if (layout.short && kept.length === 1 && kept[0][0] === layout.short) return kept[0][1];
  return Object.fromEntries(kept);
}

const says = (value) => (typeof value === "string" ? value : Object.keys(value).length) !== 0 && value !== "";

export function tidy(text, form) {
  const words = (line) => line.split(/\s+/).filter(Boolean).join(" ");
  const composed = text.normalize("NFC");
  if (form !== "prose") return words(composed);
  return composed.replace(/\r\n?/g, "\n").split("\n").map(words).join("\n").replace(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "");
}

// --------------------------------------------------------------------------------- lines

function lines(value, layout, indent = "") {
  if (Array.isArray(value)) return value.flatMap((item) => entry(item, layout.items ?? PLAIN, indent, `${indent}-`, true));
  return Object.entries(value).flatMap(([name, inner]) => entry(inner, layout.order[name], indent, `${indent}${name}:`, false));
}

function entry(value, layout, indent, head, item) {
  if (typeof value === "string") {
    if (layout.form === "prose" && value) return [`${head} |-`, ...value.split("\n").map((line) => line && `${indent}  ${line}`)];
    return [`${head} ${inline(value, layout.form)}`];
  }
  if (fits(value, layout)) return [`${head} ${row(value, layout)}`];
  const inner = lines(value, layout, `${indent}  `);
  return item ? [`${head} ${inner[0].slice(indent.length + 2)}`, ...inner.slice(1)] : [head, ...inner];
}

function fits(value, layout) {
  const single = Object.values(value).every((inner) => typeof inner === "string");
  return single && (Array.isArray(value) || Boolean(layout.line));
}

function row(value, layout) {
  if (typeof value === "string") return inline(value, layout.form, true);
  if (Array.isArray(value)) return `[${value.map((item) => row(item, layout.items ?? PLAIN)).join(", ")}]`;
  return `{${Object.entries(value).map(([name, inner]) => `${name}: ${row(inner, layout.order[name])}`).join(", ")}}`;
}

function inline(text, form, inBrackets = false) {
  if (form === "number" && NUMBER.test(text)) return text;
  if ((form === "plain" || form === "number") && isPlain(text, inBrackets)) return text;
  if (text.includes('"') && !/['\\]/.test(text) && text.search(UNPRINTABLE) < 0) return `'${text}'`;
  const escape = (sign) => SHORT[sign] ?? `\\u${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return `"${text.replace(/["\\]/g, "\\$&").replace(UNPRINTABLE, escape)}"`;
}

function isPlain(text, inBrackets) {
  if (NO_WORDS.has(text.toLowerCase()) || (inBrackets && /[?:]/.test(text))) return false;
  return WORD.test(text) || NUMBERED.test(text);
}
