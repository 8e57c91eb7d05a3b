//! Roles and role groups (specification 4).

use orgbook_sandbox::{Organisation, OrganisationError};
use serde_json::{Value, json};

use crate::world::{BOSS, World, code_of, keys};

/// Groups and roles of the default organisation, and the default group with the role of department managers.
const JOBS: i64 = 4_318_702_100;
const ON_CALL: i64 = 4_318_702_101;
const INTERVIEWER: i64 = 4_318_702_102;
const SAFETY: i64 = 4_318_702_202;
const DEFAULT_GROUP: i64 = 4_000_000_000;
const MANAGER: i64 = 4_000_000_004;

fn groups(world: &World) -> Value {
    world.call("/topapi/role/list", json!({}))["result"]["list"].clone()
}

fn add_group(world: &World, name: &str) -> i64 {
    let reply = world.call("/role/add_role_group", json!({"name": name}));
    reply["groupId"].as_i64().unwrap()
}

fn add_role(world: &World, group_id: i64, name: &str) -> i64 {
    let body = json!({"groupId": group_id, "roleName": name});
    world.call("/role/add_role", body)["roleId"]
        .as_i64()
        .unwrap()
}

#[test]
fn list_has_groups_with_their_roles_and_the_default_one_first() {
    let reply = World::new().call("/topapi/role/list", json!({}));
    assert_eq!(keys(&reply["result"]), ["hasMore", "list"]);
    assert_eq!(reply["result"]["hasMore"], false);
    let list = &reply["result"]["list"];
    assert_eq!(list[0]["name"], "默认");
    let names: Vec<&str> = list[0]["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|role| role["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["负责人", "主管理员", "子管理员", "主管"]);
    let expected = json!({"groupId": JOBS, "name": "岗位", "roles": [
        {"id": ON_CALL, "name": "值班工程师"}, {"id": INTERVIEWER, "name": "面试官"},
    ]});
    assert_eq!(list[1], expected);
}

#[test]
fn pages_of_list_follow_each_other() {
    let world = World::new();
    let page = |offset: i64| {
        let body = json!({"size": 2, "offset": offset});
        let result = world.call("/topapi/role/list", body)["result"].clone();
        (
            result["list"].as_array().unwrap().len(),
            result["hasMore"].clone(),
        )
    };
    assert_eq!(page(0), (2, json!(true)));
    assert_eq!(page(2), (1, json!(false)));
    assert_eq!(page(9), (0, json!(false)));
}

#[test]
fn list_takes_size_and_offset_together_and_within_limits() {
    let world = World::new();
    for (body, code) in [
        (json!({"size": 10}), 400043),
        (json!({"offset": 0}), 400043),
        (json!({"size": 0, "offset": 0}), 40069),
        (json!({"size": 201, "offset": 0}), 40069),
        (json!({"size": 200, "offset": -1}), 40068),
        (json!({"size": 200, "offset": 0}), 0),
    ] {
        assert_eq!(
            world.code("/topapi/role/list", body.clone()),
            code,
            "{body}"
        );
    }
}

#[test]
fn getrole_has_its_payload_at_top_level() {
    let world = World::new();
    let reply = world.call("/topapi/role/getrole", json!({"roleId": ON_CALL}));
    assert_eq!(keys(&reply), ["errcode", "errmsg", "request_id", "role"]);
    assert_eq!(
        reply["role"],
        json!({"groupId": JOBS, "name": "值班工程师"})
    );
    let reply = world.call("/topapi/role/getrole", json!({"roleId": MANAGER}));
    assert_eq!(
        reply["role"],
        json!({"groupId": DEFAULT_GROUP, "name": "主管"})
    );
}

#[test]
fn getrole_of_an_unknown_role_is_33011() {
    let body = json!({"roleId": 7});
    assert_eq!(World::new().code("/topapi/role/getrole", body), 33011);
}

#[test]
fn getrolegroup_has_its_payload_at_top_level() {
    let reply = World::new().call("/topapi/role/getrolegroup", json!({"group_id": JOBS}));
    assert_eq!(
        keys(&reply),
        ["errcode", "errmsg", "request_id", "role_group"]
    );
    let expected = json!({"group_name": "岗位", "roles": [
        {"role_id": ON_CALL, "role_name": "值班工程师"}, {"role_id": INTERVIEWER, "role_name": "面试官"},
    ]});
    assert_eq!(reply["role_group"], expected);
}

#[test]
fn getrolegroup_of_an_unknown_group_is_400002() {
    let body = json!({"group_id": 7});
    assert_eq!(World::new().code("/topapi/role/getrolegroup", body), 400002);
}

#[test]
fn a_group_and_a_role_are_made_with_ids_beyond_32_bits() {
    let world = World::new();
    let group_id = add_group(&world, "项目");
    let role_id = add_role(&world, group_id, "项目经理");
    assert!(group_id > i64::from(u32::MAX) && role_id > i64::from(u32::MAX));
    let expected = json!({"groupId": group_id, "name": "项目", "roles": [{"id": role_id, "name": "项目经理"}]});
    assert_eq!(groups(&world)[3], expected);
}

#[test]
fn a_new_role_has_an_existing_group_and_a_new_name() {
    let world = World::new();
    for (body, code) in [
        (json!({"groupId": JOBS}), 34018),
        (json!({"groupId": JOBS, "roleName": ""}), 34018),
        (json!({"roleName": "新"}), 34020),
        (json!({"groupId": 7, "roleName": "新"}), 34020),
        (json!({"groupId": DEFAULT_GROUP, "roleName": "新"}), 34020),
        (json!({"groupId": JOBS, "roleName": "值班工程师"}), 34021),
        (json!({"groupId": JOBS, "roleName": "安全员"}), 34021),
        (json!({"groupId": JOBS, "roleName": "主管"}), 34021),
    ] {
        assert_eq!(world.code("/role/add_role", body.clone()), code, "{body}");
    }
}

#[test]
fn a_new_group_has_a_new_name() {
    let world = World::new();
    for (body, code) in [
        (json!({}), 34018),
        (json!({"name": ""}), 34018),
        (json!({"name": "岗位"}), 34021),
        (json!({"name": "默认"}), 34021),
    ] {
        assert_eq!(
            world.code("/role/add_role_group", body.clone()),
            code,
            "{body}"
        );
    }
}

#[test]
fn a_role_gets_another_name() {
    let world = World::new();
    let reply = world.call(
        "/role/update_role",
        json!({"roleId": ON_CALL, "roleName": "值班"}),
    );
    assert_eq!(reply, json!({"errcode": 0, "errmsg": "ok"}));
    let reply = world.call("/topapi/role/getrole", json!({"roleId": ON_CALL}));
    assert_eq!(reply["role"]["name"], "值班");
}

#[test]
fn a_role_keeps_its_name_unless_another_fits() {
    let world = World::new();
    for (body, code) in [
        (json!({"roleId": ON_CALL}), 660000),
        (json!({"roleId": ON_CALL, "roleName": ""}), 660000),
        (json!({"roleName": "值班"}), 660000),
        (json!({"roleId": 7, "roleName": "值班"}), 33011),
        (json!({"roleId": MANAGER, "roleName": "值班"}), 23004),
        (json!({"roleId": ON_CALL, "roleName": "面试官"}), 34021),
        (json!({"roleId": ON_CALL, "roleName": "值班工程师"}), 0),
    ] {
        assert_eq!(
            world.code("/role/update_role", body.clone()),
            code,
            "{body}"
        );
    }
}

#[test]
fn a_role_that_nobody_has_can_be_deleted() {
    let world = World::new();
    let reply = world.call("/topapi/role/deleterole", json!({"role_id": SAFETY}));
    assert_eq!(keys(&reply), ["errcode", "errmsg", "request_id"]);
    assert_eq!(code_of(&reply), 0);
    let body = json!({"roleId": SAFETY});
    assert_eq!(world.code("/topapi/role/getrole", body), 33011);
}

#[test]
fn a_role_with_members_and_a_default_one_cannot_be_deleted() {
    let world = World::new();
    for (role_id, code) in [(ON_CALL, 1002), (MANAGER, 23004), (7, 33011)] {
        let body = json!({"role_id": role_id});
        assert_eq!(
            world.code("/topapi/role/deleterole", body),
            code,
            "{role_id}"
        );
    }
}

#[test]
fn each_call_needs_its_permission() {
    let world = World::new();
    world.change_app(|app| app.permissions = ["qyapi_base".to_owned()].into());
    for (path, permission) in [
        ("/topapi/role/list", "qyapi_get_department_list"),
        ("/topapi/role/getrolegroup", "qyapi_get_department_list"),
        ("/topapi/role/getrole", "qyapi_get_department_member"),
        ("/topapi/role/simplelist", "qyapi_get_department_member"),
        ("/topapi/role/deleterole", "qyapi_manage_addresslist"),
        ("/topapi/role/addrolesforemps", "qyapi_manage_addresslist"),
        (
            "/topapi/role/removerolesforemps",
            "qyapi_manage_addresslist",
        ),
        ("/topapi/role/scope/update", "qyapi_manage_addresslist"),
        ("/role/add_role", "qyapi_manage_addresslist"),
        ("/role/update_role", "qyapi_manage_addresslist"),
        ("/role/add_role_group", "qyapi_manage_addresslist"),
    ] {
        let reply = world.call(path, json!({}));
        assert_eq!(code_of(&reply), 60011, "{path}");
        assert!(
            reply["errmsg"].as_str().unwrap().contains(permission),
            "{path}"
        );
    }
}

/// Loads an organisation whose only group is this.
fn load(group: Value) -> Result<Organisation, OrganisationError> {
    let file = json!({
        "corp_id": "ding1",
        "departments": [{"dept_id": 1, "name": "Company"}],
        "users": [{"userid": "a", "name": "A", "mobile": "13800000001", "departments": [{"dept_id": 1}]}],
        "role_groups": [group],
    });
    Organisation::from_json(&file.to_string())
}

#[test]
fn a_file_with_roles_is_accepted() {
    let group = json!({"group_id": 1, "name": "G", "roles": [
        {"role_id": 2, "name": "R", "members": [{"userid": "a", "manage_scopes": [1]}]},
    ]});
    assert!(load(group).is_ok());
}

#[test]
fn an_id_twice_in_a_file_is_refused() {
    for id in [1, MANAGER, DEFAULT_GROUP] {
        let group = json!({"group_id": 1, "name": "G", "roles": [{"role_id": id, "name": "R"}]});
        let refused = load(group);
        assert!(matches!(refused, Err(OrganisationError::DuplicateRole(twice)) if twice == id));
    }
}

#[test]
fn a_name_twice_in_a_file_is_refused() {
    let group = json!({"group_id": 1, "name": "G", "roles": [
        {"role_id": 2, "name": "R"}, {"role_id": 3, "name": "R"},
    ]});
    assert!(matches!(
        load(group),
        Err(OrganisationError::RoleRefused { code: 34021, .. })
    ));
}

#[test]
fn members_and_scopes_in_a_file_exist_and_members_occur_once() {
    for members in [
        json!([{"userid": "z"}]),
        json!([{"userid": "a"}, {"userid": "a"}]),
        json!([{"userid": "a", "manage_scopes": [9]}]),
    ] {
        let group = json!({"group_id": 1, "name": "G", "roles": [{"role_id": 2, "name": "R", "members": members}]});
        assert!(
            matches!(
                load(group),
                Err(OrganisationError::RoleMember { role_id: 2, .. })
            ),
            "{members}"
        );
    }
}

#[test]
fn the_main_administrator_has_the_default_roles_that_fit() {
    let user = World::new().user(BOSS);
    let names: Vec<&Value> = user["role_list"]
        .as_array()
        .unwrap()
        .iter()
        .map(|role| &role["name"])
        .collect();
    assert_eq!(names, ["负责人", "主管理员", "主管"]);
}
