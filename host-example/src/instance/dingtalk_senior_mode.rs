//! Senior mode of DingTalk.

use super::{CallError, Instance};
use crate::dingtalk_types::SeniorModeSettings;

impl Instance {
    /// `dingtalk-senior-mode.get-senior-mode-settings`
    pub async fn get_senior_mode_settings(
        &mut self,
        user_id: &str,
    ) -> Result<SeniorModeSettings, CallError> {
        let senior_mode = self.dingtalk.senior_mode()?;
        let call = senior_mode.call_get_senior_mode_settings(&mut self.store, user_id);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-senior-mode.set-senior-mode`
    pub async fn set_senior_mode(
        &mut self,
        user_id: &str,
        on: bool,
        settings: &SeniorModeSettings,
    ) -> Result<(), CallError> {
        let senior_mode = self.dingtalk.senior_mode()?;
        let call = senior_mode.call_set_senior_mode(&mut self.store, user_id, on, settings);
        Ok(self.guard.run(call).await??)
    }
}
