//! `user/getbymobile` (specification 2.7).

use serde_json::json;

use crate::world::{BOSS, MARKET, SUN, World};

#[test]
fn a_mobile_finds_its_user() {
    let result = World::new().result("user/getbymobile", json!({"mobile": "13800000001"}));
    assert_eq!(result, json!({"userid": BOSS}));
}

#[test]
fn a_foreign_mobile_is_found_with_its_country() {
    let result = World::new().result("user/getbymobile", json!({"mobile": "+852-51234567"}));
    assert_eq!(result["userid"], "740215863390417");
}

#[test]
fn both_spellings_of_a_mainland_mobile_find_the_user() {
    let world = World::new();
    for mobile in ["13800000001", "+86-13800000001"] {
        assert_eq!(
            world.result("user/getbymobile", json!({"mobile": mobile}))["userid"],
            BOSS
        );
    }
}

#[test]
fn somebody_who_never_logged_in_is_found() {
    let result = World::new().result("user/getbymobile", json!({"mobile": "13800000014"}));
    assert_eq!(result["userid"], SUN);
}

#[test]
fn an_unknown_mobile_is_60121() {
    assert_eq!(
        World::new().code("user/getbymobile", json!({"mobile": "13900000001"})),
        60121
    );
}

#[test]
fn what_is_no_mobile_is_40104() {
    let world = World::new();
    for mobile in ["", "138", "51234567", "not a number"] {
        assert_eq!(
            world.code("user/getbymobile", json!({"mobile": mobile})),
            40104,
            "{mobile}"
        );
    }
}

#[test]
fn a_user_outside_the_data_range_is_50002() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(
        world.code("user/getbymobile", json!({"mobile": "13800000001"})),
        50002
    );
}

#[test]
fn a_search_for_enterprise_accounts_may_find_none() {
    let request = json!({"mobile": "13800000001", "support_exclusive_account_search": true});
    let result = World::new().result("user/getbymobile", request);
    assert_eq!(
        result,
        json!({"userid": BOSS, "exclusive_account_userid_list": []})
    );
}

#[test]
fn it_works_without_the_right_to_see_mobiles() {
    let world = World::new();
    world.without("fieldMobile");
    assert_eq!(
        world.code("user/getbymobile", json!({"mobile": "13800000001"})),
        0
    );
}
