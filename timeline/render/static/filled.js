// Words with what is said in them: «{n} events» and the like; what is not known is left open.

export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "…");
}
