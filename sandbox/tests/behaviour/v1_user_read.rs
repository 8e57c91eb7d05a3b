//! `/user/get` of v1 (specification 9).

use serde_json::{Value, json};

use crate::world::{BOSS, CHEN, MARKET, PLATFORM, RESEARCH, SUN, WANG, World, keys};

fn get(world: &World, userid: &str) -> Value {
    let reply = world.v1_get("/user/get", &[("userid", userid)]);
    assert_eq!(reply["errcode"], 0, "{reply}");
    reply
}

#[test]
fn a_user_is_told_in_v1_s_names() {
    let world = World::new();
    let v2 = world.user(CHEN);
    let order = &v2["dept_order_list"][0]["order"];
    assert_eq!(
        get(&world, CHEN),
        json!({
            "errcode": 0, "errmsg": "ok",
            "userid": CHEN, "unionid": v2["unionid"], "name": "陈思远", "avatar": "",
            "mobile": "13800000002", "stateCode": "86", "tel": "8002", "jobnumber": "0007",
            "position": "研发负责人", "email": "chensiyuan@example.com", "workPlace": "杭州",
            "remark": "周三远程办公", "hiredDate": 1_464_710_400_000_i64, "managerUserid": BOSS,
            "extattr": {"badge": "A007", "desk": "3F-12", "hobby": "围棋"},
            "department": [RESEARCH], "orderInDepts": format!("{{{RESEARCH}:{order}}}"),
            "isLeaderInDepts": format!("{{{RESEARCH}:true}}"),
            "roles": [{"id": 4_000_000_004_i64, "name": "主管", "groupName": "默认", "type": 104}],
            "active": true, "isAdmin": false, "isBoss": false, "isHide": false, "isSenior": false,
            "realAuthed": true, "tags": {},
        })
    );
}

#[test]
fn maps_by_department_have_one_entry_per_department() {
    let world = World::new();
    let user = get(&world, WANG);
    assert_eq!(
        user["isLeaderInDepts"],
        format!("{{{RESEARCH}:false,{PLATFORM}:true}}")
    );
    let orders = user["orderInDepts"].as_str().unwrap();
    assert_eq!(orders.matches(':').count(), 2, "{orders}");
}

#[test]
fn the_default_roles_have_types() {
    let user = get(&World::new(), BOSS);
    let types: Vec<_> = user["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|role| role["type"].clone())
        .collect();
    assert_eq!(types, [103, 101, 104]);
}

#[test]
fn fields_without_a_permission_are_absent() {
    let world = World::new();
    world.without("fieldMobile");
    world.without("fieldEmail");
    let user = get(&world, CHEN);
    let seen = keys(&user);
    for hidden in [
        "mobile",
        "stateCode",
        "email",
        "workPlace",
        "remark",
        "extattr",
    ] {
        assert!(!seen.contains(&hidden), "{hidden}");
    }
    assert!(seen.contains(&"tel"));
}

#[test]
fn values_that_nobody_set_are_absent_as_in_v2() {
    let user = get(&World::new(), SUN);
    assert_eq!(user["position"], "");
    for absent in ["extattr", "hiredDate", "roles"] {
        assert!(user.get(absent).is_none(), "{absent}");
    }
}

#[test]
fn somebody_unknown_is_60121_and_an_empty_userid_33012() {
    let world = World::new();
    let code = |userid| world.v1_get("/user/get", &[("userid", userid)])["errcode"].clone();
    assert_eq!(code("nobody"), 60121);
    assert_eq!(code(""), 33012);
}

#[test]
fn a_user_outside_the_data_range_is_50002() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(
        world.v1_get("/user/get", &[("userid", CHEN)])["errcode"],
        50002
    );
}
