//! `/user/list`, `/user/simplelist` and `/user/getDeptMember` of v1 (specification 9).

use serde_json::{Value, json};

use crate::world::{CHEN, MARKET, PLATFORM, RESEARCH, SUN, WANG, World, keys};

const LISTINGS: [&str; 2] = ["/user/list", "/user/simplelist"];

/// A listing of the research department with these parameters as well.
fn list(world: &World, path: &str, query: &[(&str, &str)]) -> Value {
    let research = RESEARCH.to_string();
    let query = [&[("department_id", research.as_str())], query].concat();
    world.v1_get(path, &query)
}

fn userids(reply: &Value) -> Vec<&str> {
    assert_eq!(reply["errcode"], 0, "{reply}");
    let list = reply["userlist"].as_array().unwrap();
    list.iter()
        .map(|user| user["userid"].as_str().unwrap())
        .collect()
}

#[test]
fn a_member_is_told_in_v1_s_names() {
    let world = World::new();
    let request = json!({"dept_id": RESEARCH, "cursor": 0, "size": 100});
    let v2 = world.result("user/list", request)["list"][0].clone();
    let reply = list(&world, "/user/list", &[]);
    let userid = v2["userid"].as_str().unwrap();
    let user = &reply["userlist"][0];
    assert_eq!(user["userid"], userid);
    for (field, v2_field) in [
        ("name", "name"),
        ("mobile", "mobile"),
        ("tel", "telephone"),
        ("position", "title"),
        ("order", "dept_order"),
        ("isLeader", "leader"),
        ("department", "dept_id_list"),
        ("isAdmin", "admin"),
    ] {
        assert_eq!(user[field], v2[v2_field], "{field}");
    }
    for detail in [
        "roles",
        "orderInDepts",
        "isLeaderInDepts",
        "isSenior",
        "managerUserid",
    ] {
        assert!(!keys(user).contains(&detail), "{detail}");
    }
}

#[test]
fn the_short_listing_has_ids_and_names() {
    let world = World::new();
    let mut expected = [(CHEN, "陈思远"), (WANG, "王芳"), (SUN, "孙悦")];
    expected.sort_unstable();
    let reply = list(&world, "/user/simplelist", &[]);
    let mut told: Vec<_> = reply["userlist"].as_array().unwrap().clone();
    told.sort_by_key(|user| user["userid"].as_str().unwrap().to_owned());
    let expected: Vec<Value> = expected
        .iter()
        .map(|(userid, name)| json!({"userid": userid, "name": name}))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn without_offset_or_size_everybody_is_listed() {
    let world = World::new();
    for index in 0..120 {
        world.create(json!({"mobile": format!("1390000{index:04}")}));
    }
    for path in LISTINGS {
        for query in [&[][..], &[("offset", "1")], &[("size", "2")]] {
            let reply = list(&world, path, query);
            assert!(reply.get("hasMore").is_none(), "{path}");
            let mut people = userids(&reply);
            people.sort_unstable();
            people.dedup();
            assert_eq!(people.len(), 123, "{path}");
        }
    }
}

#[test]
fn pages_have_everybody_once_and_say_whether_there_is_more() {
    let world = World::new();
    for path in LISTINGS {
        let page = |offset| list(&world, path, &[("offset", offset), ("size", "2")]);
        let (first, second) = (page("0"), page("2"));
        assert_eq!(first["hasMore"], true);
        assert_eq!(second["hasMore"], false);
        let all = list(&world, path, &[]);
        assert_eq!([userids(&first), userids(&second)].concat(), userids(&all));
        assert!(userids(&page("9")).is_empty());
    }
}

#[test]
fn the_order_is_that_of_v2() {
    let world = World::new();
    let first = world.create(json!({}));
    world.clock.advance(std::time::Duration::from_secs(1));
    let second = world.create(json!({"mobile": "13900000002"}));
    let reply = list(&world, "/user/simplelist", &[("order", "entry_desc")]);
    assert_eq!(userids(&reply)[..2], [second.as_str(), first.as_str()]);
}

#[test]
fn bad_offsets_sizes_and_orders_have_codes_of_their_own() {
    let world = World::new();
    for path in LISTINGS {
        for (query, expected) in [
            ([("offset", "-1"), ("size", "10")], 40068),
            ([("offset", "0"), ("size", "0")], 40069),
            ([("offset", "0"), ("size", "101")], 40069),
            ([("offset", "0"), ("size", "x")], 40035),
            ([("order", "shoe_size"), ("lang", "zh_CN")], 40070),
        ] {
            assert_eq!(
                list(&world, path, &query)["errcode"],
                expected,
                "{path} {query:?}"
            );
        }
    }
}

#[test]
fn only_direct_members_are_listed() {
    let world = World::new();
    let reply = list(&world, "/user/simplelist", &[]);
    assert_eq!(userids(&reply).len(), 3);
    let members = world.v1_get("/user/getDeptMember", &[("deptId", "1")]);
    assert_eq!(members["userIds"], json!(["manager4220"]));
}

#[test]
fn the_ids_of_the_members_are_listed() {
    let world = World::new();
    let reply = world.v1_get("/user/getDeptMember", &[("deptId", &RESEARCH.to_string())]);
    assert_eq!(
        reply,
        json!({"errcode": 0, "errmsg": "ok", "userIds": [CHEN, WANG, SUN]})
    );
}

#[test]
fn an_absent_department_is_named_as_v1_names_it() {
    let world = World::new();
    for (path, name) in [
        ("/user/list", "department_id"),
        ("/user/simplelist", "department_id"),
        ("/user/getDeptMember", "deptId"),
    ] {
        let expected = json!({"errcode": 40035, "errmsg": format!("缺少参数 {name}")});
        assert_eq!(world.v1_get(path, &[]), expected);
        assert_eq!(world.v1_get(path, &[(name, "")]), expected);
        assert_eq!(world.v1_get(path, &[(name, "999")])["errcode"], 60003);
        assert_eq!(world.v1_get(path, &[(name, "-7")])["errcode"], 60003);
    }
}

#[test]
fn the_data_range_holds_for_listings_but_not_for_ids() {
    let world = World::new();
    world.range(&[MARKET]);
    for path in LISTINGS {
        assert_eq!(list(&world, path, &[])["errcode"], 50004, "{path}");
    }
    let platform = PLATFORM.to_string();
    assert_eq!(
        world.v1_get("/user/getDeptMember", &[("deptId", &platform)])["errcode"],
        0
    );
}
