// Adding, changing and removing a person.

import * as api from "./api.js";
import { departmentOptions } from "./departments.js";
import { ask } from "./form.js";

const DAY_BEGINS = "T00:00:00+08:00";
const EIGHT_HOURS = 8 * 60 * 60 * 1000;

// Texts that are sent as they are, in the order of the dialog.
const TEXTS = [
  ["name", "Name"],
  ["title", "Position"],
  ["job_number", "Employee number"],
  ["telephone", "Extension number"],
  ["email", "E-mail"],
  ["work_place", "Work place"],
  ["remark", "Remark"],
];

const day = (milliseconds) => new Date(milliseconds + EIGHT_HOURS).toISOString().slice(0, 10);

export function personDialog(organisation, user, actions) {
  const { userid } = user;
  const isNew = userid === undefined;
  const own = user.departments.map(({ dept_id }) => dept_id);
  const colleagues = organisation.users.filter((other) => other.userid !== userid);
  const date = user.hired_date === undefined ? "" : day(user.hired_date);
  const texts = TEXTS.map(([name, label]) => ({ name, label, value: user[name] ?? "", required: name === "name" }));
  const custom = organisation.custom_fields.map((name) => ({
    name: `extension ${name}`, label: `Custom field: ${name}`, value: user.extension?.[name] ?? "",
  }));
  const fields = [
    { name: "userid", label: "userid", value: userid, off: !isNew, hint: isNew ? "Empty: generated" : undefined },
    { name: "mobile", label: "Mobile", value: user.mobile, off: !isNew, required: isNew, hint: isNew ? "138… or +44-77…" : "DingTalk never changes it" },
    ...texts,
    { name: "hired_date", label: "Hired on", kind: "date", value: date },
    {
      name: "manager_userid", label: "Manager", kind: "choice", value: user.manager_userid,
      options: [["", "none"], ...colleagues.map((other) => [other.userid, other.name])],
    },
    ...custom,
    { name: "hide_mobile", label: "Mobile hidden on the profile", kind: "check", value: user.hide_mobile },
    { name: "senior_mode", label: "Executive mode", kind: "check", value: user.senior_mode },
    { name: "dept_id_list", label: "Departments", kind: "checks", value: own, options: departmentOptions(organisation) },
  ];
  const submit = async (values) => {
    const sent = changes(user, values, { date, own, custom });
    if (isNew) await api.createUser(sent);
    else await api.updateUser(userid, sent);
    await actions.refresh(`${values.name} is saved.`);
  };
  const remove = isNew ? undefined : {
    text: "Remove",
    sure: `Remove ${user.name}?`,
    act: async () => {
      await api.deleteUser(userid);
      await actions.refresh(`${user.name} is removed.`);
    },
  };
  ask(isNew ? "Add a person" : user.name, fields, submit, remove);
}

// The fields of DingTalk's calls that differ from what the person has. A text that was emptied is sent so too:
// the answer shows what DingTalk makes of it.
function changes(user, values, { date, own, custom }) {
  const sent = {};
  const put = (name, before) => {
    if (values[name] !== before) sent[name] = values[name];
  };
  for (const [name] of TEXTS) put(name, user[name] ?? "");
  put("hide_mobile", user.hide_mobile ?? false);
  put("senior_mode", user.senior_mode ?? false);
  if (user.userid === undefined) {
    put("userid", "");
    put("mobile", "");
  }
  if (values.hired_date !== date) sent.hired_date = values.hired_date && Date.parse(values.hired_date + DAY_BEGINS);
  if (values.manager_userid !== (user.manager_userid ?? "")) {
    if (values.manager_userid) sent.manager_userid = values.manager_userid;
    else sent.force_update_fields = "manager_userid";
  }
  // The departments of a new person and of an enterprise account must be said.
  if (user.userid === undefined || user.exclusive_account || String(values.dept_id_list) !== String(own)) {
    sent.dept_id_list = values.dept_id_list.join(",");
  }
  if (custom.some(({ name, value }) => values[name] !== value)) {
    const filled = custom.map(({ name }) => [name.slice("extension ".length), values[name]]).filter(([, value]) => value);
    sent.extension = JSON.stringify(Object.fromEntries(filled));
  }
  return sent;
}
