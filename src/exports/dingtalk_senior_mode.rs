use super::{Component, run};
use crate::bindings::exports::orgbook::directory::dingtalk_senior_mode::{
    Error, Guest, SeniorModeSettings,
};
use crate::prelude::*;

impl Guest for Component {
    fn get_senior_mode_settings(user_id: String) -> Result<SeniorModeSettings, Error> {
        run(async |directory| directory.get_senior_mode_settings(&user_id).await)
    }

    fn set_senior_mode(
        user_id: String,
        on: bool,
        settings: SeniorModeSettings,
    ) -> Result<(), Error> {
        run(async |directory| directory.set_senior_mode(&user_id, on, &settings).await)
    }
}
