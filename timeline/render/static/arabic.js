// Arabic as it is typed in haste, and its digits. No page names this file: other scripts import it.

const LETTERS = { "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك" };

// No marks, no hamza, ى as ي, ة as ه, the Persian ی and ک as Arabic's, small Latin letters.
// The same folding as in timeline/dates/folding.py; tests/browser/test_search.py compares the two.
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/[\u064b-\u065f\u0670\u0640\u0621\u0300-\u036f]/g, "")
    .replace(/[ٱىیةک]/g, (letter) => LETTERS[letter])
    .normalize("NFC")
    .toLowerCase();
}

// Arabic-Indic digits, the Persian ones too, as Latin digits; the rest of the text as it stands.
export function digits(text) {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
