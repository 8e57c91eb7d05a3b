//! Roles as text.

use serde_json::Value;

use super::{details, items, more, shown, table};

pub fn one(role: &Value) -> String {
    details(
        [("id", "Id"), ("name", "Name"), ("group-id", "Group")]
            .map(|(field, label)| [label.to_owned(), shown(&role[field])]),
    )
}

pub fn roles(page: &Value) -> String {
    let rows = items(&page["roles"])
        .iter()
        .map(|role| ["id", "name", "group-id"].map(|field| shown(&role[field])));
    table(["Id", "Name", "Group"], rows) + &more(page)
}

/// A group, and its roles below it.
pub fn group(group: &Value) -> String {
    let line = |item: &Value| format!("{}  {}\n", shown(&item["id"]), shown(&item["name"]));
    let roles = items(&group["roles"]).iter();
    line(group)
        + &roles
            .map(|role| format!("  {}", line(role)))
            .collect::<String>()
}

pub fn groups(page: &Value) -> String {
    let groups: String = items(&page["groups"]).iter().map(group).collect();
    groups + &more(page)
}

pub fn members(page: &Value) -> String {
    let rows = items(&page["members"]).iter().map(|member| {
        [
            shown(&member["user-id"]),
            shown(&member["name"]),
            scope(&member["scope"]),
        ]
    });
    table(["User", "Name", "For departments"], rows) + &more(page)
}

fn scope(departments: &Value) -> String {
    match departments.as_array() {
        None => "all".to_owned(),
        Some(departments) => {
            let department = |it: &Value| format!("{} {}", shown(&it["id"]), shown(&it["name"]));
            departments
                .iter()
                .map(department)
                .collect::<Vec<_>>()
                .join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_group_has_its_roles_below_it() {
        let page = json!({
            "groups": [
                { "id": "9", "name": "Posts", "roles": [
                    { "id": "91", "name": "On call", "group-id": "9" },
                    { "id": "92", "name": null, "group-id": "9" },
                ] },
                { "id": "8", "name": "Empty", "roles": [] },
            ],
            "next": "c1",
        });
        assert_eq!(
            groups(&page),
            "9  Posts\n  91  On call\n  92  -\n8  Empty\n\
             There are more: add --cursor 'c1'\n"
        );
    }

    #[test]
    fn a_member_shows_what_the_role_is_held_for() {
        let text = members(&json!({
            "members": [
                { "user-id": "u1", "name": "Ada", "scope": null },
                { "user-id": "u2", "name": "Ben", "scope": [
                    { "id": "7", "name": "Labs" }, { "id": "8", "name": null },
                ] },
            ],
            "next": null,
        }));
        let rows: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(rows[2], ["u1", "Ada", "all"], "{text}");
        assert_eq!(rows[3], ["u2", "Ben", "7", "Labs,", "8", "-"], "{text}");
    }
}
