//! The functions of the interface `users`. Source: section 2.

mod create;
mod update;

pub use create::{Identity, create};

use core::future::Future;

use super::call::{Call, settle};
use super::convert::account::Account;
use super::convert::user;
use super::convert::user_fields::{MOBILE, check_text, check_user_id, department_id};
use super::failure::{Failure, Result};
use super::json::{Json, number, object, text};
use super::page::Page;
use super::{Directory, api, mobile, wire};
use crate::bindings::types::{
    CreateOutcome, ErrorKind, PageRequest, User, UserChange, UserDraft, UserOrder, UserPage,
};
use crate::platform::Platform;
use crate::prelude::*;

const PAGE_LIMIT: u32 = 100;

// A number in a form that the organisation does not take, when creating and when looking up.
const BAD_MOBILE: &[&str] = &["60103", "40104"];
const NO_DEPARTMENT: &[&str] = &["60003"];
// A required argument is not there.
const MISSING: &[&str] = &["40"];

impl<P: Platform> Directory<P> {
    /// `get-user`
    pub async fn get_user(&self, id: &str) -> Result<User> {
        check_user_id("id", id)?;
        self.call()?.user(id).await
    }

    /// `find-user-by-mobile`
    pub async fn find_user_by_mobile(&self, number: &str) -> Result<Option<User>> {
        check_text(MOBILE.0, number, MOBILE.2)?;
        let call = self.call()?;
        found(async {
            let id = call.user_id_by_mobile(number).await?;
            call.user(&id).await.map(Some)
        })
        .await
    }

    /// `list-users`
    pub async fn list_users(
        &self,
        department: &str,
        order: Option<UserOrder>,
        page: Option<PageRequest>,
    ) -> Result<UserPage> {
        let (page, question) = members_question("users", department, order, page)?;
        let answer = self.ask(api::USER_LIST, &question).await?;
        let result = wire::result(&answer);
        let elements =
            wire::elements(result, "list").ok_or_else(|| Failure::bad_response("list of users"))?;
        Ok(UserPage {
            users: wire::readable(elements, |element| {
                user::from_wire(element, Some(department))
            })
            .ok_or_else(|| Failure::bad_response("list of users"))?,
            next: page.next_told(result)?,
        })
    }

    /// `create-user`
    pub async fn create_user(&self, draft: &UserDraft, key: Option<&str>) -> Result<CreateOutcome> {
        let id = Identity::choose(self.platform(), draft, key)?;
        create(&self.call()?, draft, &id, &Account::Personal).await
    }

    /// `update-user`
    pub async fn update_user(&self, id: &str, changes: &[UserChange]) -> Result<()> {
        check_user_id("id", id)?;
        update::update(&self.call()?, id, changes).await
    }

    /// `delete-user`
    pub async fn delete_user(&self, id: &str) -> Result<()> {
        check_user_id("id", id)?;
        let call = self.call()?;
        let question = object([("userid", text(id))]);
        let done = |_: &Json| Ok(());
        let api = api::USER_DELETE;
        call.request_once(api, &question, done, async |failure, lost| {
            settle::deletion(failure, lost, "the user", api, call.user(id)).await
        })
        .await
    }
}

impl<P: Platform> Call<'_, P> {
    /// What `user/get` answers for a user.
    async fn user_record(&self, id: &str) -> Result<Json> {
        let question = object([("userid", text(id))]);
        let answer = self.request(api::USER_GET, &question).await?;
        wire::into_result(answer).ok_or_else(|| Failure::bad_response("user"))
    }

    /// The user with this identifier.
    pub async fn user(&self, id: &str) -> Result<User> {
        user_from(&self.user_record(id).await?)
    }

    async fn user_id_by_mobile(&self, number: &str) -> Result<String> {
        let written = mobile::to_wire(number, self.settings.mainland);
        let outcome = self.by_mobile(&written).await;
        // An organisation registered abroad wants the country code (section 2.1).
        let answer = match outcome {
            Err(failure) if failure.has_code(BAD_MOBILE) && written != number => {
                self.by_mobile(number).await?
            }
            outcome => outcome?,
        };
        wire::filled(wire::result(&answer), "userid").ok_or_else(|| Failure::bad_response("userid"))
    }

    async fn by_mobile(&self, number: &str) -> Result<Json> {
        let question = object([("mobile", text(number))]);
        self.request(api::USER_GET_BY_MOBILE, &question).await
    }
}

/// The user in what `user/get` answers.
pub fn user_from(record: &Json) -> Result<User> {
    user::from_wire(record, None).ok_or_else(|| Failure::bad_response("userid"))
}

/// What came of looking somebody up: that there is nobody is an answer too.
pub async fn found(user: impl Future<Output = Result<Option<User>>>) -> Result<Option<User>> {
    match user.await {
        Err(failure) if failure.error.kind == ErrorKind::NotFound => Ok(None),
        outcome => outcome,
    }
}

/// The page of a list of a department's members that is asked for, and what to ask the server.
pub fn members_question(
    list: &str,
    department: &str,
    order: Option<UserOrder>,
    page: Option<PageRequest>,
) -> Result<(Page, Json)> {
    let department_number = department_id("department-id", department)?;
    let order = order.map(order_field);
    let list = format!("{list}/{department}/{}", order.unwrap_or_default());
    let page = Page::new(list, page, PAGE_LIMIT)?;
    let question = object([
        ("dept_id", number(department_number)),
        ("cursor", number(page.offset()?)),
        ("size", number(page.size)),
        ("order_field", order.map_or(Json::Null, text)),
    ]);
    Ok((page, question))
}

/// A department that is missing when a user is written: a value of the request, and not the user,
/// is to blame.
fn about_departments(mut failure: Box<Failure>) -> Box<Failure> {
    if !failure.has_code(NO_DEPARTMENT) {
        return failure;
    }
    failure.error.kind = ErrorKind::InvalidArgument;
    failure.with("field", "departments")
}

fn order_field(order: UserOrder) -> &'static str {
    match order {
        UserOrder::JoinedAscending => "entry_asc",
        UserOrder::JoinedDescending => "entry_desc",
        UserOrder::ModifiedAscending => "modify_asc",
        UserOrder::ModifiedDescending => "modify_desc",
        UserOrder::Custom => "custom",
    }
}
