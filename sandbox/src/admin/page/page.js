// The page: which view is shown, and keeping it up to date.

import * as api from "./api.js";
import { appsView } from "./apps.js";
import { controlsView } from "./controls.js";
import { show } from "./dom.js";
import { faultsView } from "./faults.js";
import { organisationView } from "./organisation.js";
import { addRequests } from "./requests.js";

const INTERVAL = 1500;
const VIEWS = {
  "#organisation": ({ organisation }) => organisationView(organisation, actions),
  "#apps": (data) => appsView(data, actions),
  "#controls": (data) => controlsView(data, actions),
  "#faults": (data) => faultsView(data, actions),
};

const place = (id) => document.getElementById(id);
let data = null;
let shown = "";
let last = 0;

const actions = {
  // Shows the present data again.
  render() {
    const chosen = location.hash in VIEWS ? location.hash : "#organisation";
    for (const link of document.querySelectorAll("nav a")) {
      if (link.hash === chosen) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const { organisation } = data;
    place("company").textContent = `${organisation.departments.find(({ dept_id }) => dept_id === 1).name} · ${organisation.corp_id}`;
    show(place("view"), ...VIEWS[chosen](data));
  },
  // Fetches everything, and says what has happened.
  async refresh(message) {
    const [organisation, { permissions }, tokens, { mobiles }, { users: invited }, { rules }, { bans }] = await Promise.all([
      api.organisation(), api.permissions(), api.tokens(), api.protectedMobiles(), api.invitations(), api.faultRules(), api.bans(),
    ]);
    const banned = bans.map(({ address }) => ({ address }));
    data = { organisation, permissions, tokens, mobiles, invited, rules, bans: banned };
    const now = JSON.stringify(data);
    if (now !== shown) actions.render();
    shown = now;
    if (message) say(message);
  },
  // Does something and says how it went; a message can be made from what came of it.
  async attempt(act, message) {
    try {
      const told = await act();
      await actions.refresh(typeof message === "function" ? message(told) : message);
      await poll();
    } catch (problem) {
      say(problem.message, "bad");
      if (data) actions.render();
    }
  },
};

function say(message, kind = "") {
  place("message").textContent = message;
  place("message").className = kind;
}

// Fetches the time and the requests since the last time. A request may have changed the organisation.
async function poll() {
  const [{ now }, { requests }] = await Promise.all([api.clock(), api.requestsAfter(last)]);
  place("time").textContent = new Date(now).toISOString().replace("T", " ").slice(0, 19) + " UTC";
  const fresh = requests.filter(({ number }) => number > last);
  if (fresh.length === 0) return;
  last = fresh.at(-1).number;
  addRequests(place("requests"), fresh);
  place("nothing").hidden = true;
  await actions.refresh();
}

let lost = false;

async function keepUp() {
  try {
    if (!document.hidden) {
      if (lost) forget();
      if (data === null || lost) await actions.refresh();
      await poll();
      if (lost) say("The sandbox answers again.");
      lost = false;
    }
  } catch (problem) {
    lost = true;
    say(`The sandbox does not answer: ${problem.message}`, "bad");
  }
  setTimeout(keepUp, INTERVAL);
}

// Empties the list. A sandbox that was started again counts from the beginning.
function forget() {
  last = 0;
  place("requests").replaceChildren();
  place("nothing").hidden = false;
}

place("clear").onclick = () => actions.attempt(async () => {
  await api.clearRequests();
  forget();
}, "The record is empty.");
addEventListener("hashchange", () => {
  if (data) actions.render();
});
keepUp();
