//! The organisation as a whole, and what keeps the app from looking.

use super::*;

pub fn all() -> Vec<Operation> {
    vec![
        operation!(
            "get-access-scope",
            Read,
            |it| it
                .get_access_scope()
                .await
                .map(|scope| format!("{:?}|{:?}", scope.department_ids, scope.user_ids)),
            |_sandbox| Some(r#"["1"]|[]"#.to_owned())
        ),
        operation!(
            "check-directory",
            Diagnosis,
            |it| healthy(it.check().await),
            |_sandbox| Some(String::new())
        ),
        operation!(
            "get-senior-mode-settings",
            Read,
            |it| it.get_senior_mode_settings(ZHAO).await.map(|it| format!(
                "{:?}|{}",
                it.protected_scenes,
                sorted(it.exceptions.into_iter().map(|it| it.id))
            )),
            |sandbox| {
                let settings = person(sandbox, ZHAO)?.senior_settings;
                let scenes: Vec<_> = settings
                    .protect_scenes
                    .iter()
                    .filter_map(|scene| {
                        serde_json::to_value(scene)
                            .ok()?
                            .as_str()
                            .map(str::to_owned)
                    })
                    .collect();
                let ids = settings
                    .permit_staff_ids
                    .into_iter()
                    .chain(settings.permit_dept_ids.iter().map(i64::to_string))
                    .chain(settings.permit_tag_ids.iter().map(i64::to_string));
                Some(format!("{scenes:?}|{}", sorted(ids)))
            }
        ),
        operation!(
            "set-senior-mode",
            Write,
            |it| {
                let settings = SeniorModeSettings {
                    protected_scenes: vec!["CALL".to_owned()],
                    exceptions: vec![SeniorModeException {
                        kind: ExceptionKind::User,
                        id: LI.to_owned(),
                        name: None,
                    }],
                };
                it.set_senior_mode(CHEN, true, &settings).await.map(done)
            },
            |sandbox| {
                let chen = person(sandbox, CHEN)?;
                (chen.senior_mode && chen.senior_settings.permit_staff_ids == [LI])
                    .then(String::new)
            }
        ),
    ]
}
