// Adding, changing and removing a department.

import * as api from "./api.js";
import { ask } from "./form.js";

// All departments that calls may name, the lower ones indented.
export function departmentOptions(organisation, leaveOut) {
  const groups = Map.groupBy(organisation.departments, ({ parent_id }) => parent_id ?? null);
  const below = (parent, depth) => (groups.get(parent) ?? [])
    .filter(({ dept_id }) => dept_id > 0 && dept_id !== leaveOut)
    .flatMap(({ dept_id, name }) => [
      [dept_id, `${"\u2003".repeat(depth)}${name}`],
      ...below(dept_id, depth + 1),
    ]);
  return below(null, 0);
}

export function departmentDialog(organisation, department, actions) {
  const { dept_id } = department;
  const isNew = dept_id === undefined;
  const isRoot = !isNew && department.parent_id === undefined;
  const members = organisation.users.filter((user) => user.departments.some((place) => place.dept_id === dept_id));
  const managers = members.filter((user) => user.departments.some((place) => place.dept_id === dept_id && place.leader));
  const before = {
    name: department.name ?? "",
    parent_id: department.parent_id,
    source_identifier: department.source_identifier ?? "",
    code: department.code ?? "",
    brief: department.brief ?? "",
    hide_dept: department.hide_dept ?? false,
    managers: managers.map(({ userid }) => userid),
  };
  const fields = [
    { name: "name", label: "Name", value: before.name, required: true },
    !isRoot && { name: "parent_id", label: "Parent", kind: "choice", value: before.parent_id, options: departmentOptions(organisation, dept_id) },
    { name: "code", label: "Code", value: before.code },
    { name: "source_identifier", label: "Source identifier", value: before.source_identifier },
    { name: "brief", label: "Description", value: before.brief },
    { name: "hide_dept", label: "Hidden from others", kind: "check", value: before.hide_dept },
    members.length > 0 && {
      name: "managers", label: "Managers", kind: "checks", value: before.managers,
      options: members.map(({ userid, name }) => [userid, name, userid]),
    },
  ].filter(Boolean);
  const submit = async (values) => {
    const changed = Object.keys(values).filter((name) => String(values[name]) !== String(before[name] ?? ""));
    const sent = Object.fromEntries(changed.map((name) => [name, values[name]]));
    if (sent.managers) {
      sent.dept_manager_userid_list = sent.managers.join(",");
      if (sent.managers.length === 0) sent.force_update_fields = "dept_manager_userid_list";
      delete sent.managers;
    }
    if (isNew) await api.createDepartment({ ...sent, parent_id: values.parent_id });
    else await api.updateDepartment(dept_id, sent);
    await actions.refresh("The department is saved.");
  };
  const remove = isNew || isRoot ? undefined : {
    text: "Remove",
    sure: `Remove the department ${department.name}?`,
    act: async () => {
      await api.deleteDepartment(dept_id);
      await actions.refresh("The department is removed.");
    },
  };
  ask(isNew ? "Add a department" : `Department ${dept_id}`, fields, submit, remove);
}
