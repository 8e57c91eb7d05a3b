//! Roles, their groups and their members.

use super::*;

/// The group of the roles that DingTalk defines.
const OWN: &str = "4000000000";

pub fn all() -> Vec<Operation> {
    vec![
        operation!(
            "list-role-groups",
            Read,
            |it| it.list_role_groups(None).await.map(|page| {
                let own = page
                    .groups
                    .into_iter()
                    .filter(|group| group.name.as_deref() != Some("默认"));
                sorted(
                    own.flat_map(|group| group.roles)
                        .map(|role| role.id)
                        .chain(page.next),
                )
            }),
            |sandbox| Some(sorted(
                groups(sandbox)
                    .into_iter()
                    .flat_map(|group| group.roles)
                    .map(|role| role.role_id.to_string())
            ))
        ),
        operation!(
            "list-roles",
            Read,
            |it| it.list_roles(None).await.map(|page| {
                let own = page
                    .roles
                    .into_iter()
                    .filter(|it| it.group_id.as_deref() != Some(OWN));
                sorted(own.map(|role| role.id).chain(page.next))
            }),
            |sandbox| Some(sorted(
                groups(sandbox)
                    .into_iter()
                    .flat_map(|group| group.roles)
                    .map(|role| role.role_id.to_string())
            ))
        ),
        operation!(
            "get-role-group",
            Read,
            |it| it.get_role_group(POSTS).await.map(|group| format!(
                "{:?}|{}",
                group.name,
                sorted(group.roles.into_iter().map(|role| role.id))
            )),
            |sandbox| {
                let group = groups(sandbox)
                    .into_iter()
                    .find(|group| group.group_id.to_string() == POSTS)?;
                Some(format!(
                    "{:?}|{}",
                    Some(group.name),
                    sorted(group.roles.iter().map(|role| role.role_id.to_string()))
                ))
            }
        ),
        operation!(
            "get-role",
            Read,
            |it| it
                .get_role("4318702101")
                .await
                .map(|role| format!("{:?}|{:?}", role.name, role.group_id)),
            |sandbox| role(sandbox, ON_CALL).map(|role| format!(
                "{:?}|{:?}",
                Some(role.name),
                Some(POSTS)
            ))
        ),
        operation!(
            "create-role-group",
            BlindWrite,
            |it| it.create_role_group("Crew").await,
            |sandbox| groups(sandbox)
                .iter()
                .find(|group| group.name == "Crew")
                .map(|group| group.group_id.to_string())
        ),
        operation!(
            "create-role",
            Write,
            |it| it.create_role("Pilot", Some(POSTS)).await,
            |sandbox| groups(sandbox)
                .into_iter()
                .flat_map(|group| group.roles)
                .find(|role| role.name == "Pilot")
                .map(|role| role.role_id.to_string())
        ),
        operation!(
            "rename-role",
            Write,
            |it| it.rename_role("4318702202", "Guard").await.map(done),
            |sandbox| role(sandbox, SAFETY)
                .filter(|role| role.name == "Guard")
                .map(|_| String::new())
        ),
        operation!(
            "delete-role",
            Write,
            |it| it.delete_role("4318702202").await.map(done),
            |sandbox| role(sandbox, SAFETY).is_none().then(String::new)
        ),
        operation!(
            "list-role-members",
            Read,
            |it| it.list_role_members("4318702102", None).await.map(|page| {
                let member = |it: orgbook::bindings::types::RoleMember| {
                    let scope = it
                        .scope
                        .map(|list| joined(list.into_iter().map(|it| it.id)));
                    let scope = scope.unwrap_or_else(|| "everybody".to_owned());
                    format!("{}|{scope}", it.user_id)
                };
                sorted(page.members.into_iter().map(member).chain(page.next))
            }),
            |sandbox| {
                let member = |it: RoleMember| {
                    let scope = match it.manage_scopes.is_empty() {
                        true => "everybody".to_owned(),
                        false => joined(it.manage_scopes.iter().map(i64::to_string)),
                    };
                    format!("{}|{scope}", it.userid)
                };
                Some(sorted(
                    role(sandbox, 4_318_702_102)?
                        .members
                        .into_iter()
                        .map(member),
                ))
            }
        ),
        operation!(
            "add-role-members",
            Write,
            |it| it
                .add_role_members("4318702202", &[LI.to_owned(), SUN.to_owned()])
                .await
                .map(done),
            |sandbox| (holders(sandbox, SAFETY)? == [LI, SUN]).then(String::new)
        ),
        operation!(
            "remove-role-members",
            Write,
            |it| it
                .remove_role_members("4318702101", &["01-tom.becker_4".to_owned()])
                .await
                .map(done),
            |sandbox| (holders(sandbox, ON_CALL)? == ["0412768835190247"]).then(String::new)
        ),
        operation!(
            "set-role-member-scope",
            Write,
            |it| it
                .set_role_member_scope("4318702101", "0412768835190247", Some(&[STAFF.to_owned()]))
                .await
                .map(done),
            |sandbox| {
                let members = role(sandbox, ON_CALL)?.members;
                members
                    .iter()
                    .any(|it| it.userid == "0412768835190247" && it.manage_scopes == [36_948_803])
                    .then(String::new)
            }
        ),
    ]
}
