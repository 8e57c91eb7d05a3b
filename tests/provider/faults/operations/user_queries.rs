//! Looking people up, and lists of them.

use super::*;

pub fn all() -> Vec<Operation> {
    vec![
        operation!(
            "find-user-by-attribute, union id",
            Read,
            |it| {
                let id = person(it.platform().sandbox(), LI)
                    .expect("somebody")
                    .unionid;
                let found = it.find_user_by_attribute("dingtalk.union-id", &id).await;
                found.map(|found| found.map_or_else(String::new, told))
            },
            |sandbox| known(sandbox, LI)
        ),
        operation!(
            "find-user-by-attribute, login id",
            Read,
            |it| {
                let found = it
                    .find_user_by_attribute("dingtalk.login-id", "desk1")
                    .await;
                found.map(|found| found.map_or_else(String::new, |user| user.id))
            },
            |sandbox| person(sandbox, DESK).map(|user| user.userid)
        ),
        operation!(
            "search-user-ids",
            Read,
            |it| it
                .search_user_ids("李雷", NameMatch::Exact, None)
                .await
                .map(|page| sorted(page.ids.into_iter().chain(page.next))),
            |_sandbox| Some(LI.to_owned())
        ),
        operation!(
            "list-user-ids",
            Read,
            |it| it
                .list_user_ids("574367301", None)
                .await
                .map(|page| sorted(page.ids.into_iter().chain(page.next))),
            |sandbox| Some(sorted(members(sandbox, PLATFORM).into_iter()))
        ),
        operation!(
            "list-user-refs",
            Read,
            |it| it
                .list_user_refs("574367301", None, None)
                .await
                .map(|page| {
                    let users = page.users.into_iter();
                    sorted(
                        users
                            .map(|it| named(&it.id, it.name.as_ref()))
                            .chain(page.next),
                    )
                }),
            |sandbox| Some(sorted(
                sandbox
                    .organisation()
                    .users
                    .iter()
                    .filter(|user| is_in(user, PLATFORM))
                    .map(|user| named(&user.userid, Some(&user.name)))
            ))
        ),
        operation!(
            "list-inactive-user-ids",
            Read,
            |it| it
                .list_inactive_user_ids("2026-09-01", None, None)
                .await
                .map(|page| sorted(page.ids.into_iter().chain(page.next))),
            |sandbox| {
                let question = serde_json::json!({"is_active": false, "query_date": "20260901", "offset": 0, "size": 100});
                let answer = sandbox
                    .as_console("/topapi/inactive/user/v2/get", question)
                    .ok()?;
                let ids = answer["list"]
                    .as_array()?
                    .iter()
                    .filter_map(|id| id.as_str().map(str::to_owned));
                Some(sorted(ids))
            }
        ),
        operation!(
            "list-departed-users",
            Read,
            |it| it
                .list_departed_users("2025-10-01T00:00:00Z", None, None)
                .await
                .map(|page| {
                    let users = page.users.into_iter();
                    sorted(
                        users
                            .map(|it| named(&it.id, it.name.as_ref()))
                            .chain(page.next),
                    )
                }),
            |sandbox| Some(sorted(
                sandbox
                    .organisation()
                    .leave_records
                    .iter()
                    .filter(|left| left.leave_time >= 1_759_276_800_000)
                    .map(|left| named(&left.userid, Some(&left.name)))
            ))
        ),
        operation!(
            "count-users",
            Read,
            |it| it
                .count_users(UserSelection::All)
                .await
                .map(|count| count.to_string()),
            |sandbox| Some(sandbox.organisation().users.len().to_string())
        ),
        operation!(
            "list-administrators",
            Read,
            |it| it.list_administrators(None).await.map(|page| {
                let ids = page.administrators.into_iter().map(|it| it.user_id);
                sorted(ids.chain(page.next))
            }),
            |sandbox| Some(sorted(
                sandbox
                    .organisation()
                    .users
                    .into_iter()
                    .filter(|user| user.admin != AdminLevel::None)
                    .map(|user| user.userid)
            ))
        ),
        operation!(
            "get-administrator-scope",
            Read,
            |it| it
                .get_administrator_scope(ZHOU)
                .await
                .map(|ids| sorted(ids.into_iter())),
            |sandbox| Some(sorted(
                person(sandbox, ZHOU)?
                    .admin_departments
                    .iter()
                    .map(i64::to_string)
            ))
        ),
    ]
}
