// The organisation: the department tree, the people of one department, roles.

import { badge, button, element, table } from "./dom.js";
import { departmentDialog } from "./departments.js";
import { personDialog } from "./people.js";

const ROOT = 1;
let selected = ROOT;

export function organisationView(organisation, actions) {
  const { departments, users } = organisation;
  const current = departments.find(({ dept_id }) => dept_id === selected) ?? departments.find(({ dept_id }) => dept_id === ROOT);
  selected = current.dept_id;
  return [
    element("div", { className: "split" },
      element("section", { "aria-label": "Departments" }, tree(grouped(organisation), null, actions)),
      element("section", { "aria-label": "People" },
        element("div", { className: "bar" },
          element("h2", {}, current.name),
          button("Edit department", () => departmentDialog(organisation, current, actions)),
          button("Add department", () => departmentDialog(organisation, { parent_id: selected }, actions)),
          button("Add person", () => personDialog(organisation, { departments: [{ dept_id: selected }] }, actions))),
        people(organisation, members(users, selected), actions))),
    roles(organisation),
  ];
}

const members = (users, id) => users.filter(({ departments }) => departments.some(({ dept_id }) => dept_id === id));

// The departments by what they are below, in order, and how many people are directly in each.
function grouped({ departments, users }) {
  const ordered = departments.toSorted((one, other) => one.order - other.order || one.dept_id - other.dept_id);
  const below = Map.groupBy(ordered, ({ parent_id }) => parent_id ?? null);
  const places = Map.groupBy(users.flatMap((user) => user.departments), ({ dept_id }) => dept_id);
  return { below, count: (dept_id) => places.get(dept_id)?.length ?? 0 };
}

function tree(groups, parent, actions) {
  const children = groups.below.get(parent) ?? [];
  if (children.length === 0) return null;
  return element("ul", { className: "tree" }, children.map((department) => {
    const { dept_id, name } = department;
    const choose = () => {
      selected = dept_id;
      actions.render();
    };
    const count = element("span", { className: "quiet" }, ` ${groups.count(dept_id)}`);
    const chosen = dept_id === selected ? { "aria-current": "true" } : {};
    const special = dept_id < ROOT;
    return element("li", {},
      element("button", { type: "button", onclick: choose, disabled: special, "data-key": `d${dept_id}`, title: `dept_id ${dept_id}`, ...chosen },
        name, special ? null : count),
      tree(groups, dept_id, actions));
  }));
}

function people(organisation, users, actions) {
  if (users.length === 0) return element("p", { className: "quiet" }, "Nobody is directly in this department.");
  const rows = users.map((user) => [
    [button(user.name, () => personDialog(organisation, user, actions), { className: "link", "data-key": `u${user.userid}` }), badges(user)],
    user.title,
    user.mobile ?? element("span", { className: "quiet" }, "none"),
    element("code", {}, user.userid),
  ]);
  return table(["Name", "Position", "Mobile", "userid"], rows);
}

function badges(user) {
  const here = user.departments.find(({ dept_id }) => dept_id === selected);
  return [
    here?.leader && badge("manager"),
    user.admin && user.admin !== "none" && badge(`${user.admin} administrator`),
    user.boss && badge("owner"),
    user.senior_mode && badge("executive mode"),
    user.exclusive_account && badge("enterprise account"),
    user.active === false && badge("not active", "warning"),
  ].filter(Boolean);
}

function roles(organisation) {
  const groups = organisation.role_groups ?? [];
  if (groups.length === 0) return null;
  const name = (userid) => organisation.users.find((user) => user.userid === userid)?.name ?? userid;
  const rows = groups.flatMap((group) => group.roles.map((role) => [
    group.name,
    role.name,
    role.members.map(({ userid }) => name(userid)).join(", "),
    element("code", {}, String(role.role_id)),
  ]));
  return element("section", {}, element("h2", {}, "Roles"), table(["Group", "Role", "Members", "id"], rows));
}
