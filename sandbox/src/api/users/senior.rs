//! U18 (specification 2.8): executive mode.

use serde_json::{Value, json};

use crate::envelope::Answer;
use crate::errors::{Failure, NewApiError};
use crate::gate::Call;
use crate::organisation::{Organisation, SeniorSettings, User};
use crate::parameters::{Parameters, required};

/// How many users, departments and roles may be let through in all.
const PERMITTED: usize = 200;

/// What the types of an entry of the white list are called.
const USER: i64 = 1;
const DEPARTMENT: i64 = 2;
const ROLE: i64 = 3;

/// Opens executive mode for a person with these settings in the place of former ones, or closes it.
pub(crate) fn set_senior(call: &mut Call<'_>) -> Answer {
    let userid = senior(call)?.userid.clone();
    let open = required("open", call.parameters.boolean("open")?)?;
    let settings = settings(call.parameters)?;
    let organisation = &mut call.state.organisation;
    let known = |userid: &String| organisation.user(userid).is_ok();
    if !settings.permit_staff_ids.iter().all(known) {
        return Err(unknown_user());
    }
    organisation
        .check_senior_settings(&settings)
        .map_err(|_| NewApiError::bad_parameter())?;
    if let Some(user) = organisation
        .users
        .iter_mut()
        .find(|user| user.userid == userid)
    {
        user.senior_mode = open;
        user.senior_settings = if open {
            settings
        } else {
            SeniorSettings::default()
        };
    }
    Ok(None)
}

/// What is protected, and who is let through.
pub(crate) fn get_senior(call: &mut Call<'_>) -> Answer {
    let user = senior(call)?;
    let settings = &user.senior_settings;
    Ok(Some(json!({
        "seniorStaffId": user.userid,
        "protectScenes": settings.protect_scenes,
        "seniorWhiteList": white_list(settings, call.organisation()),
    })))
}

/// The person that is meant. Outside the app's data range nobody is there.
fn senior<'a>(call: &'a Call<'_>) -> Result<&'a User, Failure> {
    let userid = required(
        "seniorStaffId",
        call.parameters.non_empty_text("seniorStaffId")?,
    )?;
    let organisation = call.organisation();
    let user = organisation.user(&userid).map_err(|_| unknown_user())?;
    organisation
        .range(call.app)
        .check_user(user)
        .map_err(|_| unknown_user())?;
    Ok(user)
}

fn settings(parameters: &Parameters) -> Result<SeniorSettings, Failure> {
    let settings = SeniorSettings {
        permit_staff_ids: parameters.list("permitStaffIds")?,
        permit_dept_ids: parameters.list("permitDeptIds")?,
        permit_tag_ids: parameters.list("permitTagIds")?,
        protect_scenes: parameters.list("protectScenes")?,
    };
    let permitted = settings.permit_staff_ids.len()
        + settings.permit_dept_ids.len()
        + settings.permit_tag_ids.len();
    if permitted > PERMITTED {
        return Err(NewApiError::bad_parameter().into());
    }
    Ok(settings)
}

fn white_list(settings: &SeniorSettings, organisation: &Organisation) -> Value {
    let entry = |id: String, kind: i64, name: &str| json!({"id": id, "type": kind, "name": name});
    let users = settings.permit_staff_ids.iter().filter_map(|userid| {
        let user = organisation.user(userid).ok()?;
        Some(entry(userid.clone(), USER, &user.name))
    });
    let departments = settings.permit_dept_ids.iter().filter_map(|dept_id| {
        let department = organisation.department(*dept_id).ok()?;
        Some(entry(dept_id.to_string(), DEPARTMENT, &department.name))
    });
    let roles = settings.permit_tag_ids.iter().filter_map(|role_id| {
        let (_, role) = organisation.role(*role_id).ok()?;
        Some(entry(role_id.to_string(), ROLE, &role.name))
    });
    users.chain(departments).chain(roles).collect()
}

/// The new API says of an unknown user that the server failed.
fn unknown_user() -> Failure {
    NewApiError::server_error("parameter.userNotExists", "用户不存在").into()
}
