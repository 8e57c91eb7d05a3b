//! Departments.

use super::*;

pub fn all() -> Vec<Operation> {
    vec![
        operation!(
            "get-department",
            Read,
            |it| it
                .get_department("36948801")
                .await
                .map(|it| format!("{}|{:?}|{:?}", it.id, it.name, it.source_identifier)),
            |sandbox| department(sandbox, |it| it.dept_id == RESEARCH).map(|it| format!(
                "{}|{:?}|{:?}",
                it.dept_id,
                Some(it.name),
                it.source_identifier
            ))
        ),
        operation!(
            "list-department-ids",
            Read,
            |it| it
                .list_department_ids("1", None)
                .await
                .map(|page| sorted(page.ids.into_iter().chain(page.next))),
            |sandbox| Some(sorted(
                below_root(sandbox).iter().map(|it| it.dept_id.to_string())
            ))
        ),
        operation!(
            "list-departments",
            Read,
            |it| it.list_departments("1", None).await.map(|page| {
                let departments = page.departments.into_iter();
                let departments = departments.map(|it| format!("{}|{:?}", it.id, it.name));
                sorted(departments.chain(page.next))
            }),
            |sandbox| Some(sorted(below_root(sandbox).into_iter().map(|it| format!(
                "{}|{:?}",
                it.dept_id,
                Some(it.name)
            ))))
        ),
        operation!(
            "create-department with a source identifier",
            Write,
            |it| it
                .create_department(&department_draft(Some("hr:legal")))
                .await
                .map(|created| created.id),
            |sandbox| department(sandbox, |it| it.name == "Legal"
                && it.source_identifier.as_deref() == Some("hr:legal"))
            .map(|it| it.dept_id.to_string())
        ),
        operation!(
            "create-department",
            BlindWrite,
            |it| it
                .create_department(&department_draft(None))
                .await
                .map(|created| created.id),
            |sandbox| department(sandbox, |it| it.name == "Legal").map(|it| it.dept_id.to_string())
        ),
        operation!(
            "update-department",
            Write,
            |it| it
                .update_department(STAFF, &[DepartmentChange::Name("People".to_owned())])
                .await
                .map(done),
            |sandbox| department(sandbox, |it| it.name == "People").map(|_| String::new())
        ),
        Operation {
            arrange: |sandbox| {
                let parameters =
                    serde_json::json!({"userid": "740215863390417", "dept_id_list": "36948802"});
                for userid in ["740215863390417", "851326974401528", "sso-mori", DESK] {
                    let mut parameters = parameters.clone();
                    parameters["userid"] = userid.into();
                    sandbox
                        .as_console("/topapi/v2/user/update", parameters)
                        .expect("a move");
                }
            },
            ..operation!(
                "delete-department",
                Write,
                |it| it.delete_department("574367410").await.map(done),
                |sandbox| department(sandbox, |it| it.dept_id == 574_367_410)
                    .is_none()
                    .then(String::new)
            )
        },
        operation!(
            "get-department-path",
            Read,
            |it| it
                .get_department_path("574367301")
                .await
                .map(|ids| ids.join(" ")),
            |_sandbox| Some("574367301 36948801 1".to_owned())
        ),
        operation!(
            "list-user-department-paths",
            Read,
            |it| it.list_user_department_paths(LI).await.map(|paths| {
                paths
                    .iter()
                    .map(|path| path.join(" "))
                    .collect::<Vec<_>>()
                    .join(", ")
            }),
            |_sandbox| Some("574367301 36948801 1".to_owned())
        ),
        operation!(
            "search-department-ids",
            Read,
            |it| it
                .search_department_ids("市场部", None)
                .await
                .map(|page| sorted(page.ids.into_iter().chain(page.next))),
            |_sandbox| Some(MARKET.to_string())
        ),
    ]
}
