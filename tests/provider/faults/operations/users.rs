//! People: read, created, changed, deleted.

use super::*;

pub fn all() -> Vec<Operation> {
    vec![
        operation!(
            "get-user",
            Read,
            |it| it.get_user(LI).await.map(told),
            |sandbox| known(sandbox, LI)
        ),
        operation!(
            "find-user-by-mobile",
            Read,
            |it| it
                .find_user_by_mobile("13800000004")
                .await
                .map(|found| found.map_or_else(String::new, told)),
            |sandbox| known(sandbox, LI)
        ),
        operation!(
            "list-users",
            Read,
            |it| it
                .list_users("574367301", None, None)
                .await
                .map(|page| sorted(page.users.into_iter().map(told).chain(page.next))),
            |sandbox| {
                let members = members(sandbox, PLATFORM);
                Some(sorted(members.iter().filter_map(|id| known(sandbox, id))))
            }
        ),
        operation!(
            "create-user",
            Write,
            |it| it.create_user(&draft(), None).await.map(created),
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "create-user with a key",
            Write,
            |it| it.create_user(&draft(), Some("hr/4711")).await.map(created),
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "create-user with an id",
            Write,
            |it| {
                let draft = UserDraft {
                    id: Some("ann".to_owned()),
                    ..draft()
                };
                it.create_user(&draft, None).await.map(created)
            },
            |sandbox| newcomer(sandbox)
        ),
        Operation {
            arrange: |sandbox| sandbox.protect_mobile("13912345678".parse().expect("a number")),
            ..operation!(
                "create-user, who has to consent",
                Invitation,
                |it| it.create_user(&draft(), Some("hr/4711")).await.map(created),
                |sandbox| sandbox.invitations().pop().map(|user| user.userid)
            )
        },
        operation!(
            "update-user",
            Write,
            |it| it
                .update_user(LI, &[UserChange::Title("Lead".to_owned())])
                .await
                .map(done),
            |sandbox| person(sandbox, LI)?
                .title
                .filter(|title| title == "Lead")
                .map(|_| String::new())
        ),
        operation!(
            "update-user, a custom field",
            Write,
            |it| {
                let badge = Attribute {
                    name: "extension.badge".to_owned(),
                    value: "7".to_owned(),
                };
                it.update_user(LI, &[UserChange::Attribute(badge)])
                    .await
                    .map(done)
            },
            |sandbox| person(sandbox, LI)?
                .extension
                .remove("badge")
                .filter(|badge| badge == "7")
                .map(|_| String::new())
        ),
        Operation {
            arrange: |sandbox| {
                let parameters =
                    serde_json::json!({"userid": LI, "extension": r#"{"badge":"7","desk":"3"}"#});
                sandbox
                    .as_console("/topapi/v2/user/update", parameters)
                    .expect("an update");
            },
            ..operation!(
                "update-user, a custom field away",
                Write,
                |it| it
                    .update_user(
                        LI,
                        &[UserChange::RemoveAttribute("extension.badge".to_owned())]
                    )
                    .await
                    .map(done),
                |sandbox| {
                    let fields = person(sandbox, LI)?.extension;
                    (!fields.contains_key("badge") && fields.contains_key("desk")).then(String::new)
                }
            )
        },
        operation!(
            "delete-user",
            Write,
            |it| it.delete_user(LI).await.map(done),
            |sandbox| person(sandbox, LI).is_none().then(String::new)
        ),
    ]
}
