// The rules of the records, narrowed to those that hold the words typed.
import { fold } from "./arabic.js";

const input = document.getElementById("reference-words");
const output = document.querySelector(".reference-find output");
const families = [...document.querySelectorAll(".reference-family")].map((family) => ({
  family,
  rules: [...family.querySelectorAll(".reference-rule")].map((rule) => ({
    rule,
    text: fold(rule.textContent),
  })),
}));

function narrow() {
  const words = fold(input.value).split(/\s+/).filter(Boolean);
  let left = 0;
  for (const { family, rules } of families) {
    let here = 0;
    for (const { rule, text } of rules) {
      rule.hidden = !words.every((word) => text.includes(word));
      here += rule.hidden ? 0 : 1;
    }
    family.hidden = here === 0;
    left += here;
  }
  output.textContent = left === 0 ? output.dataset.none : "";
}

input.addEventListener("input", narrow);
// An address with an anchor leads to its rule, whatever was typed.
window.addEventListener("hashchange", () => {
  // An address may be broken, `#%`: what it leads to is for the browser to find.
  const rule = document.querySelector(":target");
  if (rule?.closest("[hidden]")) {
    input.value = "";
    narrow();
    rule.scrollIntoView();
  }
});
