// Sentences with the Latin pieces in them laid out by themselves: timeline/reporting/isolation.py in a
// page. Without it «2017-12-09» stands in an Arabic sentence as 09-12-2017.

// ASCII but for round brackets, which belong to the sentence; words of it in a row are one piece.
const PIECE = /[!-'*-~]*[0-9A-Za-z<&*~][!-'*-~]*(?: [!-'*-~]*[0-9A-Za-z][!-'*-~]*)*/g;
const SENTENCE_END = /(?:[,;:!?]|(?<!\.)\.)$/;

/** The sentence as texts and elements. */
export function isolated(sentence) {
  const parts = [];
  let end = 0;
  for (const found of sentence.matchAll(PIECE)) {
    const piece = Object.assign(document.createElement("bdi"), { dir: "ltr" });
    piece.textContent = found[0].replace(SENTENCE_END, "");
    parts.push(sentence.slice(end, found.index), piece);
    end = found.index + piece.textContent.length;
  }
  return [...parts, sentence.slice(end)];
}
