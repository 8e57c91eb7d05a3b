//! What the values of a user and the name of a department must look like (specification 2.1 and 3.1).
//! Lengths are counted in characters (code points).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::errors::Code;
use crate::mobile::{Mobile, names_country};
use crate::organisation::{Department, Settings, User};

/// The longest userid.
const USERID: usize = 64;
/// The longest `extension`, as JSON text.
pub(crate) const EXTENSION: usize = 2000;

pub(crate) fn check_userid(userid: &str) -> Result<(), Code> {
    let length = userid.chars().count();
    refuse_unless((1..=USERID).contains(&length), Code::INVALID_USERID)
}

/// Reads a mobile number by the rules of an organisation.
pub(crate) fn parse_mobile(text: &str, settings: &Settings) -> Result<Mobile, Code> {
    if settings.registered_outside_mainland && !names_country(text) {
        return Err(Code::BAD_MOBILE);
    }
    text.parse().map_err(|_| Code::BAD_MOBILE)
}

/// Reads the number to reach the owner of an enterprise account, which always names its country
/// (specification 2.3).
pub(crate) fn contact_mobile(text: &str) -> Result<Mobile, Code> {
    refuse_unless(names_country(text), Code::BAD_MOBILE)?;
    text.parse().map_err(|_| Code::BAD_MOBILE)
}

/// Formats and lengths of everything a user holds.
pub(crate) fn check_user(user: &User) -> Result<(), Code> {
    check_userid(&user.userid)?;
    refuse_unless(!user.name.is_empty(), Code::BAD_NAME)?;
    check_account(user)?;
    refuse_unless(!user.departments.is_empty(), Code::BAD_DEPARTMENT_LIST)?;
    refuse_unless(
        user.hired_date.is_none_or(|date| date >= 1),
        Code::BAD_PARAMETER,
    )?;
    check_lengths(user)?;
    check_email(user.email.as_deref())?;
    check_email(user.org_email.as_deref())?;
    check_extension(&user.extension)
}

/// An ordinary user has a mobile number, and an enterprise account has none; a self-built account has a
/// login id, and no other has.
fn check_account(user: &User) -> Result<(), Code> {
    let Some(account) = &user.exclusive_account else {
        return refuse_unless(user.mobile.is_some(), Code::BAD_MOBILE);
    };
    refuse_unless(user.mobile.is_none(), Code::BAD_MOBILE)?;
    let fits = match &account.login_id {
        Some(login_id) => account.is_self_built() && !login_id.is_empty(),
        None => !account.is_self_built(),
    };
    refuse_unless(fits, Code::BAD_PARAMETER)
}

fn check_lengths(user: &User) -> Result<(), Code> {
    let english = &user.english;
    let own = [
        (Some(&user.name), 80, Code::BAD_NAME),
        (english.name.as_ref(), 80, Code::BAD_NAME),
        (user.telephone.as_ref(), 50, Code::BAD_TELEPHONE),
        (user.work_place.as_ref(), 100, Code::BAD_WORK_PLACE),
        (english.work_place.as_ref(), 100, Code::BAD_WORK_PLACE),
        (user.remark.as_ref(), 2000, Code::BAD_REMARK),
        (user.title.as_ref(), 200, Code::BAD_TITLE),
        (english.title.as_ref(), 200, Code::BAD_TITLE),
        (user.job_number.as_ref(), 50, Code::BAD_JOB_NUMBER),
        (user.email.as_ref(), 50, Code::BAD_EMAIL),
        (user.org_email.as_ref(), 100, Code::BAD_EMAIL),
    ];
    let by_department = user.departments.iter().flat_map(|membership| {
        [
            (membership.title.as_ref(), 200, Code::BAD_TITLE),
            (membership.work_place.as_ref(), 100, Code::BAD_WORK_PLACE),
        ]
    });
    own.into_iter()
        .chain(by_department)
        .try_for_each(|(value, limit, code)| {
            refuse_unless(value.is_none_or(|text| text.chars().count() <= limit), code)
        })
}

/// One `@` with something on both sides and no white space; more than that only the mail server knows.
fn check_email(address: Option<&str>) -> Result<(), Code> {
    let valid = address.is_none_or(|address| {
        !address.contains(char::is_whitespace)
            && address.split_once('@').is_some_and(|(local, domain)| {
                !local.is_empty() && !domain.is_empty() && !domain.contains('@')
            })
    });
    refuse_unless(valid, Code::BAD_EMAIL)
}

fn check_extension(extension: &BTreeMap<String, String>) -> Result<(), Code> {
    let length = extension_text(extension).chars().count();
    refuse_unless(length <= EXTENSION, Code::BAD_EXTENSION)
}

/// Custom fields as the API writes them: a JSON object as text.
pub(crate) fn extension_text(extension: &BTreeMap<String, String>) -> String {
    serde_json::to_string(extension).unwrap_or_default()
}

/// The values of a user that nobody else in the organisation may have, with the code that says so.
pub(crate) fn unique_values(user: &User) -> impl Iterator<Item = (Code, Cow<'_, str>)> {
    let account = user.exclusive_account.as_ref();
    [
        Some((Code::USERID_TAKEN, Cow::from(&user.userid))),
        user.mobile
            .as_ref()
            .map(|mobile| (Code::MOBILE_TAKEN, mobile.to_string().into())),
        account
            .and_then(|account| account.login_id.as_ref())
            .map(|value| (Code::BAD_PARAMETER, value.into())),
        account
            .and_then(|account| account.outer.as_ref())
            .map(|outer| {
                (
                    Code::PERSON_IS_HERE,
                    format!("{} {}", outer.exclusive_corpid, outer.exclusive_userid).into(),
                )
            }),
        user.telephone
            .as_ref()
            .map(|value| (Code::TELEPHONE_TAKEN, value.into())),
        user.email
            .as_ref()
            .map(|value| (Code::EMAIL_TAKEN, value.into())),
    ]
    .into_iter()
    .flatten()
}

/// Refuses a user who shares a unique value with one of the others.
pub(crate) fn check_unique<'a>(
    user: &User,
    others: impl Iterator<Item = &'a User> + Clone,
) -> Result<(), Code> {
    unique_values(user).try_for_each(|own| {
        let taken = others
            .clone()
            .any(|other| unique_values(other).any(|value| value == own));
        refuse_unless(!taken, own.0)
    })
}

/// 1 to 64 characters, none of which DingTalk refuses in a department's name.
fn check_department_name(name: &str) -> Result<(), Code> {
    let length = name.chars().count();
    refuse_unless((1..=64).contains(&length), Code::BAD_DEPARTMENT_NAME)?;
    refuse_unless(
        !name.contains(['-', '"', ',', '，']),
        Code::DEPARTMENT_NAME_CHARACTER,
    )
}

/// Formats and lengths of everything a department holds.
pub(crate) fn check_department(department: &Department) -> Result<(), Code> {
    check_department_name(&department.name)?;
    department
        .english_name
        .as_deref()
        .map_or(Ok(()), check_department_name)?;
    refuse_unless(department.order >= 0, Code::BAD_DEPARTMENT_ORDER)?;
    [
        (Some(&department.brief), 255),
        (department.telephone.as_ref(), 50),
        (department.code.as_ref(), 30),
    ]
    .into_iter()
    .try_for_each(|(value, limit)| {
        refuse_unless(
            value.is_none_or(|text| text.chars().count() <= limit),
            Code::ILLEGAL_PARAMETER,
        )
    })
}

pub(crate) fn refuse_unless(holds: bool, code: Code) -> Result<(), Code> {
    if holds { Ok(()) } else { Err(code) }
}
