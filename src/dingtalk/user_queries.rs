//! The functions of the interface `user-queries`. Source: sections 2.7 and 2.8.

use super::call::Call;
use super::convert::user_fields::{
    ID_LIMIT, NAME, check_text, department_id, department_ids, with_commas,
};
use super::failure::{Failure, Result};
use super::json::{self, Json, number, object, text};
use super::page::Page;
use super::users::{found, members_question, user_from};
use super::{Directory, api, date, mobile, wire};
use crate::bindings::types::{
    DepartedUser, DepartedUserPage, DepartureReason, IdPage, NameMatch, PageRequest, User,
    UserOrder, UserRef, UserRefPage,
};
use crate::platform::Platform;
use crate::prelude::*;

// Undocumented; this is what callers are known to keep to (section 2.8, U16).
const SEARCH_LIMIT: u32 = 20;
const INACTIVE_LIMIT: u32 = 100;
const DEPARTED_LIMIT: u32 = 50;
const UNION_ID_LIMIT: usize = 200;
// Somebody who is known to the organisation without belonging to it (section 2.7, U9).
const EXTERNAL_CONTACT: i64 = 1;

impl<P: Platform> Directory<P> {
    /// `find-user-by-attribute`
    pub async fn find_user_by_attribute(&self, name: &str, value: &str) -> Result<Option<User>> {
        match name {
            "dingtalk.union-id" => {
                check_text(name, value, UNION_ID_LIMIT)?;
                found(self.call()?.user_by_union_id(value)).await
            }
            "dingtalk.login-id" => {
                check_text(name, value, ID_LIMIT)?;
                found(self.call()?.user_by_login_id(value)).await
            }
            _ => Err(Failure::unsupported(
                name,
                "DingTalk finds users by dingtalk.union-id and dingtalk.login-id, and in functions \
                 of their own by mobile number and by name",
            )),
        }
    }

    /// `search-user-ids`
    pub async fn search_user_ids(
        &self,
        name: &str,
        matching: NameMatch,
        page: Option<PageRequest>,
    ) -> Result<IdPage> {
        check_text(NAME.0, name, NAME.2)?;
        let exact = matching == NameMatch::Exact;
        let page = Page::new(format!("users/{exact}/{name}"), page, SEARCH_LIMIT)?;
        let question = object([
            ("queryWord", text(name)),
            ("offset", number(page.offset()?)),
            ("size", number(page.size)),
            ("fullMatchField", if exact { number(1) } else { Json::Null }),
        ]);
        let answer = self.ask(api::USER_SEARCH, &question).await?;
        Ok(IdPage {
            ids: user_ids(&answer, "list")?,
            next: page.next_counted(&answer)?,
        })
    }

    /// `list-user-ids`
    pub async fn list_user_ids(
        &self,
        department: &str,
        page: Option<PageRequest>,
    ) -> Result<IdPage> {
        let page = Page::new(format!("ids/{department}"), page, u32::MAX)?;
        let question = object([(
            "dept_id",
            number(department_id("department-id", department)?),
        )]);
        let answer = self.ask(api::USER_LIST_ID, &question).await?;
        let result = wire::result(&answer);
        // An empty department may have no list at all (section 2.7, U7).
        let ids = match wire::get(result, "userid_list") {
            None => Vec::new(),
            Some(_) => user_ids(result, "userid_list")?,
        };
        let (ids, next) = page.part_of(ids)?;
        Ok(IdPage { ids, next })
    }

    /// `list-user-refs`
    pub async fn list_user_refs(
        &self,
        department: &str,
        order: Option<UserOrder>,
        page: Option<PageRequest>,
    ) -> Result<UserRefPage> {
        let (page, question) = members_question("refs", department, order, page)?;
        let answer = self.ask(api::USER_LIST_SIMPLE, &question).await?;
        let result = wire::result(&answer);
        let elements =
            wire::elements(result, "list").ok_or_else(|| Failure::bad_response("list of users"))?;
        let user = |element| {
            Some(UserRef {
                id: wire::filled(element, "userid")?,
                name: wire::text(element, "name"),
            })
        };
        Ok(UserRefPage {
            users: wire::readable(elements, user)
                .ok_or_else(|| Failure::bad_response("list of users"))?,
            next: page.next_told(result)?,
        })
    }

    /// `list-inactive-user-ids`
    pub async fn list_inactive_user_ids(
        &self,
        day: &str,
        departments: Option<&[String]>,
        page: Option<PageRequest>,
    ) -> Result<IdPage> {
        if date::to_milliseconds(day).is_none() {
            let message = "day must be a day such as 2024-07-15";
            return Err(Failure::invalid("day", message));
        }
        let departments = department_ids("department-ids", departments)?;
        let departments = departments.map_or(Json::Null, |ids| with_commas(&ids));
        let list = format!("inactive/{day}/{}", json::write(&departments));
        let page = Page::new(list, page, INACTIVE_LIMIT)?;
        let question = object([
            ("is_active", Json::Bool(false)),
            ("dept_ids", departments),
            ("offset", number(page.offset()?)),
            ("size", number(page.size)),
            ("query_date", text(day.replace('-', ""))),
        ]);
        let answer = self.ask(api::USER_INACTIVE, &question).await?;
        let result = wire::result(&answer);
        Ok(IdPage {
            ids: user_ids(result, "list")?,
            next: page.next_told(result)?,
        })
    }

    /// `list-departed-users`
    pub async fn list_departed_users(
        &self,
        since: &str,
        until: Option<&str>,
        page: Option<PageRequest>,
    ) -> Result<DepartedUserPage> {
        check_moment("since", since)?;
        if let Some(until) = until {
            check_moment("until", until)?;
        }
        let list = format!("departed/{since}/{}", until.unwrap_or_default());
        let page = Page::new(list, page, DEPARTED_LIMIT)?;
        let question = object([
            ("startTime", text(since)),
            ("endTime", until.map_or(Json::Null, text)),
            ("nextToken", text(page.position.as_deref().unwrap_or("0"))),
            ("maxResults", number(page.size)),
        ]);
        let answer = self.ask(api::LEAVE_RECORDS, &question).await?;
        let records =
            wire::elements(&answer, "records").ok_or_else(|| Failure::bad_response("records"))?;
        Ok(DepartedUserPage {
            users: wire::readable(records, departed_user)
                .ok_or_else(|| Failure::bad_response("records"))?,
            next: wire::filled(&answer, "nextToken").map(|token| page.cursor(&token)),
        })
    }
}

impl<P: Platform> Call<'_, P> {
    async fn user_by_union_id(&self, union_id: &str) -> Result<Option<User>> {
        let question = object([("unionid", text(union_id))]);
        let answer = self.request(api::USER_GET_BY_UNION_ID, &question).await?;
        let result = wire::result(&answer);
        if wire::integer(result, "contact_type") == Some(EXTERNAL_CONTACT) {
            return Ok(None);
        }
        let id = wire::filled(result, "userid").ok_or_else(|| Failure::bad_response("userid"))?;
        self.user(&id).await.map(Some)
    }

    async fn user_by_login_id(&self, login_id: &str) -> Result<Option<User>> {
        // The login id counts; an identifier has to be there all the same.
        let question = object([("userid", text(login_id)), ("login_id", text(login_id))]);
        let answer = self.request(api::USER_GET, &question).await?;
        let record = wire::result(&answer);
        let user = user_from(record)?;
        // A server that looks at the identifier all the same has found somebody else.
        let found = wire::text(record, "login_id").as_deref() == Some(login_id);
        Ok(found.then_some(user))
    }
}

fn departed_user(record: &Json) -> Option<DepartedUser> {
    let text = |key| wire::text(record, key);
    let number = wire::filled(record, "mobile");
    Some(DepartedUser {
        id: wire::filled(record, "userId")?,
        name: text("name"),
        mobile: number.map(|number| mobile::from_wire(text("stateCode").as_deref(), &number)),
        left_at: wire::filled(record, "leaveTime"),
        reason: match wire::filled(record, "leaveReason").as_deref() {
            None | Some("unknown") => None,
            Some("leave") => Some(DepartureReason::Left),
            Some("delete") => Some(DepartureReason::RemovedByAdministrator),
            Some("oapi") => Some(DepartureReason::RemovedByProgram),
            Some("cancel") => Some(DepartureReason::AccountCancelled),
            Some(other) => Some(DepartureReason::Other(other.to_owned())),
        },
        attributes: Vec::new(),
    })
}

fn user_ids(object: &Json, key: &str) -> Result<Vec<String>> {
    wire::texts(object, key).ok_or_else(|| Failure::bad_response("list of user identifiers"))
}

// A moment in UTC, to the second.
fn check_moment(field: &str, moment: &str) -> Result<()> {
    let time = |text: &str| {
        let parts: Vec<&str> = text.split(':').collect();
        let below = |limit: u8| {
            move |part: &&str| {
                part.len() == 2
                    && !part.starts_with('+')
                    && part.parse().is_ok_and(|number: u8| number < limit)
            }
        };
        matches!(parts.as_slice(), [hour, minute, second]
            if below(24)(hour) && below(60)(minute) && below(60)(second))
    };
    let well_formed = moment
        .strip_suffix('Z')
        .and_then(|rest| rest.split_once('T'))
        .is_some_and(|(day, rest)| date::to_milliseconds(day).is_some() && time(rest));
    if well_formed {
        return Ok(());
    }
    Err(Failure::invalid(
        field,
        format!("{field} must be a date and time in UTC such as 2024-07-15T00:00:00Z"),
    ))
}
