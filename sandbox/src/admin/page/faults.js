// Faults on demand and bans.

import * as api from "./api.js";
import { button, element, table } from "./dom.js";
import { ask } from "./form.js";

export function faultsView({ rules, bans }, actions) {
  return [
    element("section", { className: "card" },
      element("h2", {}, "Faults"),
      element("p", { className: "quiet" }, "Rules are consulted from the top; the first that strikes is the only one for a request."),
      rules.length === 0 ? element("p", { className: "quiet" }, "No fault is injected.") : ruleTable(rules, actions),
      element("div", { className: "bar" },
        button("Add rule", () => actions.attempt(() => ruleDialog(actions))),
        rules.length > 0 && button("Clear all", () => actions.attempt(api.clearFaults, "No fault is injected any more.")))),
    element("section", { className: "card" },
      element("h2", {}, "Banned addresses"),
      element("p", { className: "quiet" }, "A ban lasts five minutes. This page stays open."),
      bans.length === 0 ? element("p", { className: "quiet" }, "No address is banned.") : banTable(bans, actions),
      banForm(actions)),
  ].filter(Boolean);
}

const ruleTable = (rules, actions) => table(["Fault", "Stage", "API", "Times left", "Probability", "Duration", ""], rules.map((rule) => [
  element("code", {}, rule.fault), rule.stage, rule.path ?? "any", String(rule.times ?? "no end"), String(rule.probability), rule.duration,
  button("Clear", () => actions.attempt(() => api.clearFault(rule.number), `${rule.fault} is cleared.`), { "data-key": `f${rule.number}`, "aria-label": `Clear ${rule.fault}` }),
]));

const banTable = (bans, actions) => table(["Address", ""], bans.map(({ address }) => [
  element("code", {}, address),
  button("End", () => actions.attempt(() => api.unban(address), `${address} may call again.`), { "data-key": `b${address}`, "aria-label": `End the ban of ${address}` }),
]));

function banForm(actions) {
  const input = element("input", { type: "text", required: true, placeholder: "192.0.2.1", "aria-label": "Address to ban", "data-key": "ban", autocomplete: "off" });
  const onsubmit = (event) => {
    event.preventDefault();
    actions.attempt(async () => {
      await api.ban(input.value.trim());
      input.value = "";
    }, "The address is banned.");
  };
  return element("form", { className: "bar", onsubmit }, input, element("button", { type: "submit" }, "Ban"));
}

async function ruleDialog(actions) {
  const { faults } = await api.faultKinds();
  const options = faults.map(({ fault, does }) => [fault, `${fault}: ${does}`]);
  const fields = [
    { name: "fault", label: "Fault", kind: "choice", value: "http-503", options },
    { name: "stage", label: "Stage", kind: "choice", value: "", options: [["", "the fault's first"], ["before", "before it is read"], ["after", "after it was applied"], ["mid-answer", "in the middle of the answer"]] },
    { name: "path", label: "Path of the API", value: "", hint: "Empty: any" },
    { name: "times", label: "Times", value: "1", hint: "Empty: until it is cleared" },
    { name: "probability", label: "Probability", value: "1" },
    { name: "duration", label: "Duration", value: "", hint: "As in 300ms or 2h; empty: the fault's own" },
  ];
  const numbers = ["times", "probability"];
  ask("Inject a fault", fields, async (values) => {
    const given = Object.entries(values).filter(([, value]) => value !== "");
    await api.injectFault(Object.fromEntries(given.map(([name, value]) => [name, numbers.includes(name) ? Number(value) : value])));
    await actions.refresh(`${values.fault} is injected.`);
  });
}
