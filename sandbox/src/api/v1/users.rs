//! The user paths of v1 (specification 9).

use super::{fields, user_fields, user_view};
use crate::api::users;
use crate::envelope::Answer;
use crate::gate::Call;
use crate::parameters::{Parameters, required};

/// `POST /user/create`, around U1.
pub(crate) fn create(call: &mut Call<'_>) -> Answer {
    for name in ["name", "mobile", "department"] {
        required(name, call.parameters.value(name))?;
    }
    let parameters = user_fields::in_v2_words(call.parameters)?;
    users::create(&mut call.with(&parameters))
}

/// `POST /user/update`, around U2: custom fields that are not sent are cleared.
pub(crate) fn update(call: &mut Call<'_>) -> Answer {
    let parameters = user_fields::in_v2_words(call.parameters)?;
    users::update(&mut call.with(&parameters))
}

/// `GET /user/get`, around U4.
pub(crate) fn get(call: &mut Call<'_>) -> Answer {
    let renamed = call
        .parameters
        .renamed(&[("userid", "userid"), ("lang", "language")]);
    let parameters = Parameters::from_values(renamed);
    let user = users::get(&mut call.with(&parameters))?;
    Ok(Some(user_view::details(&fields(user))))
}
