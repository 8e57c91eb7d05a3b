// The apps: what each may do, see, and from where.

import * as api from "./api.js";
import { departmentOptions } from "./departments.js";
import { button, element } from "./dom.js";
import { ask } from "./form.js";

export function appsView({ organisation, permissions }, actions) {
  return [
    element("div", { className: "bar" },
      element("h2", {}, "Apps"),
      button("Add app", () => appDialog(organisation, permissions, null, actions))),
    organisation.apps.map((app) => element("section", { className: "card" },
      element("div", { className: "bar" },
        element("h3", {}, element("code", {}, app.client_id)),
        button("Edit", () => appDialog(organisation, permissions, app, actions), { "data-key": `a${app.client_id}`, "aria-label": `Edit ${app.client_id}` })),
      element("dl", {},
        term("Permissions", codes(app.permissions, "none: every call is refused")),
        term("Data range", codes(range(organisation, app), "nothing")),
        term("IP allow list", codes(app.ip_allow_list, "any address may call"))))),
  ];
}

const term = (name, value) => [element("dt", {}, name), element("dd", {}, value)];

const codes = (texts, none) => texts.length === 0
  ? element("span", { className: "quiet" }, none)
  : texts.flatMap((text) => [element("code", {}, text), " "]);

function range(organisation, { data_range: { departments, users } }) {
  const name = (id) => organisation.departments.find(({ dept_id }) => dept_id === id)?.name ?? id;
  return [...departments.map((id) => `${name(id)} and below`), ...users];
}

const words = (text) => text.split(/[\s,]+/).filter(Boolean);

function appDialog(organisation, permissions, app, actions) {
  const known = permissions.map(({ code, opens }) => [code, code, opens.map((what) => what.replace(" ", "\u00a0")).join(" · ")]);
  const others = (app?.permissions ?? []).filter((code) => !known.some(([one]) => one === code));
  const fields = [
    app ? null : { name: "client_id", label: "Client ID (AppKey)", required: true },
    {
      name: "client_secret", label: "Client Secret (AppSecret)", kind: "password", required: !app,
      hint: app ? "Empty: as it is. Another one makes the app's tokens invalid" : undefined,
    },
    {
      name: "permissions", label: "Permissions", kind: "checks", value: app?.permissions ?? ["qyapi_base"],
      options: [...known, ...others.map((code) => [code, code])],
    },
    {
      name: "departments", label: "Data range: departments, each with everything below it", kind: "checks",
      value: app?.data_range.departments ?? [1], options: departmentOptions(organisation),
    },
    { name: "users", label: "Data range: single people, by userid", kind: "area", value: app?.data_range.users.join("\n") },
    { name: "addresses", label: "IP allow list, one address a line", kind: "area", value: app?.ip_allow_list.join("\n"), hint: "Empty: any address" },
  ].filter(Boolean);
  const submit = async (values) => {
    const sent = {
      permissions: values.permissions,
      data_range: { departments: values.departments, users: words(values.users) },
      ip_allow_list: words(values.addresses),
    };
    if (values.client_secret) sent.client_secret = values.client_secret;
    if (app) await api.changeApp(app.client_id, sent);
    else await api.addApp({ client_id: values.client_id, ...sent });
    await actions.refresh("The app is saved.");
  };
  ask(app ? app.client_id : "Add an app", fields, submit);
}
