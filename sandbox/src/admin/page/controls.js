// The clock, tokens, switches, invitations, and the organisation as a file.

import * as api from "./api.js";
import { button, element, table } from "./dom.js";

const STEPS = [["1 minute", 60], ["1 hour", 3600], ["2 hours", 7200], ["1 day", 86400]];

export function controlsView({ organisation, tokens, mobiles, invited }, actions) {
  return [
    card("Clock", "Tokens live for 2 hours, sign-in codes for 5 minutes, and whoever left must consent to come back for 24 hours.",
      element("div", { className: "bar" }, STEPS.map(([text, seconds]) =>
        button(`+ ${text}`, () => actions.attempt(() => api.advanceClock(seconds), `The clock moved forward by ${text}.`))))),
    card("Tokens", `${tokens.issued} issued so far.`,
      element("div", { className: "bar" },
        button("Expire all", () => actions.attempt(api.expireTokens, "Every token has expired.")),
        button("Revoke all", () => actions.attempt(api.revokeTokens, "No token is valid any more.")))),
    card("Signing in", "Somebody opens an app, which gets a code for getuserinfo, good once and for 5 minutes.", signIn(organisation, actions)),
    card("Switches", null,
      element("div", { className: "fields" }, Object.entries(organisation.settings).map(([name, value]) => setting(name, value, actions)))),
    card("Consent", "The owner of a protected number joins only after accepting the invitation (40103).",
      protect(actions),
      mobiles.length > 0 && element("p", {}, "Protected: ", mobiles.join(", ")),
      invitations(invited, actions)),
    card("Organisation file", null, file(actions)),
  ];
}

const card = (title, text, ...children) => element("section", { className: "card" },
  element("h2", {}, title),
  text && element("p", { className: "quiet" }, text),
  ...children.filter(Boolean));

// A switch as what it is: a check box, a number, or text.
function setting(name, value, actions) {
  const kinds = { boolean: "checkbox", number: "number" };
  const type = kinds[typeof value] ?? "text";
  const input = element("input", { type, "data-key": `s${name}` });
  const read = { checkbox: () => input.checked, number: () => input.valueAsNumber, text: () => input.value };
  if (type === "checkbox") input.checked = value;
  else input.value = value;
  input.onchange = () => actions.attempt(() => api.changeSettings({ [name]: read[type]() }), `${name} is changed.`);
  return element("label", { className: type === "checkbox" ? "check" : "" }, element("span", {}, name), input);
}

function protect(actions) {
  const input = element("input", { type: "text", required: true, placeholder: "13900000001", "aria-label": "Mobile to protect", "data-key": "protect", autocomplete: "off" });
  const onsubmit = (event) => {
    event.preventDefault();
    actions.attempt(async () => {
      await api.protectMobile(input.value.trim());
      input.value = "";
    }, "The number is protected.");
  };
  return element("form", { className: "bar", onsubmit }, input, element("button", { type: "submit" }, "Protect"));
}

function signIn(organisation, actions) {
  const chosen = element("select", { "aria-label": "Who opens the app", "data-key": "visitor" },
    organisation.users.map(({ userid, name }) => element("option", { value: userid }, `${name} (${userid})`)));
  const issue = () => actions.attempt(() => api.issueAuthCode(chosen.value), ({ code }) => `The code: ${code}`);
  return element("div", { className: "bar" }, chosen, button("Issue code", issue));
}

function invitations(invited, actions) {
  if (invited.length === 0) return element("p", { className: "quiet" }, "Nobody is invited.");
  const accept = ({ mobile, name }) =>
    button("Accept", () => actions.attempt(() => api.acceptInvitation(mobile), `${name} has joined.`), { "data-key": `i${mobile}`, "aria-label": `Accept for ${name}` });
  return table(["Invited", "Mobile", "userid", ""], invited.map((user) => [user.name, user.mobile, element("code", {}, user.userid), accept(user)]));
}

function file(actions) {
  const input = element("input", { type: "file", accept: ".json,application/json", "aria-label": "Organisation file" });
  input.onchange = () => actions.attempt(async () => {
    const [chosen] = input.files;
    input.value = "";
    await api.replaceOrganisation(await chosen.text());
  }, "Another organisation has taken its place.");
  return element("div", { className: "bar" },
    element("a", { href: "/_sandbox/organisation", download: "organisation.json" }, "Download without secrets"),
    element("label", {}, element("span", {}, "Replace by "), input));
}
