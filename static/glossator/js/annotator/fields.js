import { make } from "./dom.js";

/** @param {string} name @param {string} value @returns {HTMLInputElement} */
export function radio(name, value) {
  return make("input", { type: "radio", name, value });
}

/** @param {string} name @param {Object<string, string>} values @returns {HTMLSelectElement} */
export function select(name, values) {
  const options = Object.entries(values).map(([value, label]) => make("option", { value }, label));
  return make("select", { name }, ...options);
}

/** @param {string} text @param {HTMLElement} field @returns {HTMLElement} */
export function labelled(text, field) {
  return make("label", { class: "field" }, make("span", {}, text), field);
}
