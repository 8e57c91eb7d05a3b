//! U16 (specification 2.8).

use crate::api::search::Search;
use crate::envelope::Answer;
use crate::errors::NewApiError;
use crate::gate::Call;
use crate::organisation::User;

/// Ids of the users in the app's data range whose name or English name matches. Pinyin is not looked at.
pub(crate) fn search(call: &mut Call<'_>) -> Answer {
    let search = Search::parse(call.parameters)?;
    let exact = match call.parameters.integer("fullMatchField")? {
        None => false,
        Some(1) => true,
        Some(_) => return Err(NewApiError::bad_parameter().into()),
    };
    let matches = |user: &&User| {
        let mut names = [Some(&user.name), user.english.name.as_ref()]
            .into_iter()
            .flatten();
        if exact {
            search.is(&user.name)
        } else {
            names.any(|name| search.is_in(name))
        }
    };
    let organisation = call.organisation();
    let range = organisation.range(call.app);
    let found = organisation
        .users
        .iter()
        .filter(matches)
        .filter(|user| range.covers(user))
        .map(|user| user.userid.clone().into());
    search.page(found)
}
