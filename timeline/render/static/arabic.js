// Arabic as it is typed in haste, for search and filters.

// Digits as Latin ones.
export function digits(text) {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

// No marks, bare alef, ي for ى, ه for ة: the same folding as in timeline/render/search_words.py.
export function fold(text) {
  return text
    .normalize("NFC")
    .replace(/[\u064b-\u0652\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/ؤ/g, "و")
    .replace(/ئ/g, "ي");
}
