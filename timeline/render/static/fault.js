// What is wrong with a text that is no date: timeline/dates/fault.py in the browser.

export const fault = (kind, text, suggestion = null, facts = {}) => ({ kind, text, suggestion, facts });
export const isFault = (found) => typeof found === "object" && found !== null && "kind" in found;
