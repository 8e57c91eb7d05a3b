// Dialogs with a form.

import { button, element } from "./dom.js";

// Asks for values. A field has name, label, kind (text, area, date, check, choice, checks), value, and where it
// has any: options as [value, text, hint], required, hint, off (not to be changed). `submit` takes the values by
// name; the dialog stays while it refuses. `extra` is a second way out: { text, act, sure }.
export function ask(title, fields, submit, extra) {
  const made = fields.map((field) => ({ field, ...control(field) }));
  const refusal = element("p", { className: "refusal", role: "alert" });
  const attempt = async (act) => {
    refusal.textContent = "";
    try {
      await act();
      dialog.close();
    } catch (problem) {
      refusal.textContent = problem.message;
    }
  };
  const onsubmit = (event) => {
    event.preventDefault();
    const values = Object.fromEntries(made.map(({ field, read }) => [field.name, read()]));
    attempt(() => submit(values));
  };
  const other = extra && button(extra.text, () => confirm(extra.sure) && attempt(extra.act), { className: "danger" });
  const form = element("form", { onsubmit },
    element("h2", { id: "dialog-title" }, title),
    element("div", { className: "fields" }, made.map(({ shown }) => shown)),
    element("div", { className: "bar end" },
      refusal,
      element("button", { type: "submit", className: "main" }, "Save"),
      button("Cancel", () => dialog.close()),
      other));
  const dialog = element("dialog", { "aria-labelledby": "dialog-title", onclose: () => dialog.remove() }, form);
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("input:not([readonly])")?.focus();
}

function control(field) {
  const kinds = { area, check, checks, choice };
  return (kinds[field.kind] ?? line)(field);
}

function labelled(field, input, className = "") {
  const hint = field.hint && element("small", {}, field.hint);
  return element("label", { className }, element("span", {}, field.label), input, hint);
}

function line(field) {
  const { name, kind: type = "text", value = "", required = false, off: readOnly = false } = field;
  const input = element("input", { name, type, value, required, readOnly, autocomplete: "off" });
  return { shown: labelled(field, input), read: () => input.value.trim() };
}

function area(field) {
  const input = element("textarea", { name: field.name, value: field.value ?? "", rows: 3 });
  return { shown: labelled(field, input, "wide"), read: () => input.value.trim() };
}

function check(field) {
  const input = element("input", { name: field.name, type: "checkbox", checked: field.value ?? false });
  return { shown: labelled(field, input, "check"), read: () => input.checked };
}

function choice(field) {
  const options = field.options.map(([value, text]) => element("option", { value }, text));
  const input = element("select", { name: field.name, disabled: field.off ?? false }, options);
  input.value = field.value ?? "";
  return { shown: labelled(field, input), read: () => input.value };
}

function checks(field) {
  const boxes = field.options.map(([value, text, hint]) => ({
    value,
    input: element("input", { type: "checkbox", name: field.name, checked: field.value.includes(value) }),
    text,
    hint,
  }));
  const shown = element("fieldset", { className: "wide" },
    element("legend", {}, field.label),
    boxes.map(({ input, text, hint }) =>
      element("label", { className: "check" }, input, element("span", {}, text), hint && element("small", {}, hint))),
    field.hint && element("small", {}, field.hint));
  const chosen = () => boxes.filter(({ input }) => input.checked).map(({ value }) => value);
  return { shown, read: chosen };
}
