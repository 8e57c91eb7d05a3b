// Making elements. Text is text everywhere, never HTML.

// An element with these properties (names with a dash are attributes) and children. What is null is left out.
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name.includes("-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(text, onclick, properties = {}) {
  return element("button", { type: "button", onclick, "data-key": text, ...properties }, text);
}

export const badge = (text, kind = "") => element("span", { className: `badge ${kind}` }, text);

// Puts new children into a container; what had the focus keeps it and what was typed, told by its data-key.
export function show(container, ...children) {
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.dataset.key;
  container.replaceChildren(...children.flat().filter(Boolean));
  if (key === undefined) return;
  for (const candidate of container.querySelectorAll("[data-key]")) {
    if (candidate.dataset.key !== key) continue;
    if (focused.type === "text") candidate.value = focused.value;
    candidate.focus();
    return;
  }
}

export const table = (headings, rows) =>
  element("div", { className: "scroll" },
    element("table", {},
      element("thead", {}, element("tr", {}, headings.map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, rows.map((cells) => element("tr", {}, cells.map((cell) => element("td", {}, cell ?? "")))))));
