//! The functions of the interface `dingtalk-senior-mode`. Source: section 2.8, U18.

use super::convert::user_fields::department_id;
use super::convert::user_fields::{check_text, check_user_id};
use super::failure::{Failure, Result};
use super::json::{Json, number, object, text};
use super::roles::role_id;
use super::{Directory, api, wire};
use crate::bindings::dingtalk_types::{ExceptionKind, SeniorModeException, SeniorModeSettings};
use crate::platform::Platform;
use crate::prelude::*;

const SCENE_LIMIT: usize = 64;

impl<P: Platform> Directory<P> {
    /// `get-senior-mode-settings`
    pub async fn get_senior_mode_settings(&self, id: &str) -> Result<SeniorModeSettings> {
        check_user_id("user-id", id)?;
        let question = object([("seniorStaffId", text(id))]);
        let answer = self.ask(api::SENIOR_SETTINGS_GET, &question).await?;
        if wire::text(&answer, "seniorStaffId").is_none() {
            return Err(Failure::bad_response("seniorStaffId"));
        }
        let exceptions = wire::or_empty(&answer, "seniorWhiteList", || {
            wire::readable(wire::elements(&answer, "seniorWhiteList")?, |element| {
                wire::filled(element, "id")?;
                wire::integer(element, "type").map(|_| exception(element))
            })
        });
        let exceptions = exceptions.ok_or_else(|| Failure::bad_response("seniorWhiteList"))?;
        let scenes = wire::or_empty(&answer, "protectScenes", || {
            wire::texts(&answer, "protectScenes")
        });
        Ok(SeniorModeSettings {
            protected_scenes: scenes.ok_or_else(|| Failure::bad_response("protectScenes"))?,
            exceptions: exceptions.into_iter().flatten().collect(),
        })
    }

    /// `set-senior-mode`
    pub async fn set_senior_mode(
        &self,
        id: &str,
        on: bool,
        settings: &SeniorModeSettings,
    ) -> Result<()> {
        check_user_id("user-id", id)?;
        let (mut users, mut departments, mut roles) = (Vec::new(), Vec::new(), Vec::new());
        for exception in &settings.exceptions {
            const FIELD: &str = "exceptions";
            let id = &exception.id;
            match exception.kind {
                ExceptionKind::User => {
                    check_user_id(FIELD, id)?;
                    users.push(text(id));
                }
                ExceptionKind::Department => departments.push(number(department_id(FIELD, id)?)),
                ExceptionKind::Role => roles.push(number(role_id(FIELD, id)?)),
            }
        }
        let mut scenes = Vec::new();
        for scene in &settings.protected_scenes {
            check_text("protected-scenes", scene, SCENE_LIMIT)?;
            scenes.push(text(scene));
        }
        let question = object([
            ("seniorStaffId", text(id)),
            ("open", Json::Bool(on)),
            ("permitStaffIds", Json::Array(users)),
            ("permitDeptIds", Json::Array(departments)),
            ("permitTagIds", Json::Array(roles)),
            ("protectScenes", Json::Array(scenes)),
        ]);
        self.ask(api::SENIOR_SETTINGS_SET, &question).await?;
        Ok(())
    }
}

fn exception(element: &Json) -> Option<SeniorModeException> {
    Some(SeniorModeException {
        kind: match wire::integer(element, "type")? {
            1 => ExceptionKind::User,
            2 => ExceptionKind::Department,
            3 => ExceptionKind::Role,
            _ => return None,
        },
        id: wire::filled(element, "id")?,
        name: wire::text(element, "name"),
    })
}
