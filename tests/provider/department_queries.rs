//! The way up from a department, and departments by name: what is asked and what is understood.

use orgbook::bindings::types::ErrorKind;
use orgbook::dingtalk::Directory;
use serde_json::json;

use crate::expect::{
    details, error_of, error_through, invalid, legacy, new, refused, result, silent, through,
};
use crate::platform::{Offline, ok, run};

#[test]
fn the_path_of_a_department_is_asked_for_by_number() {
    let reply = result(json!({"parent_id_list": [574_367_388, 1]}));
    let (path, sent) = through(reply, async |it| it.get_department_path("574367388").await);
    assert_eq!(path.expect("a path"), ["574367388", "1"]);
    let expected = json!({"dept_id": 574_367_388});
    assert_eq!(
        legacy(&sent),
        ("/topapi/v2/department/listparentbydept", expected)
    );
}

#[test]
fn the_paths_of_a_user_are_asked_for_by_identifier() {
    let parents = json!([{"parent_dept_id_list": [7, 1]}, {"parent_dept_id_list": ["8", "1"]}]);
    let reply = result(json!({"parent_list": parents}));
    let (paths, sent) = through(reply, async |it| it.list_user_department_paths("007").await);
    assert_eq!(paths.expect("paths"), [["7", "1"], ["8", "1"]]);
    let expected = json!({"userid": "007"});
    assert_eq!(
        legacy(&sent),
        ("/topapi/v2/department/listparentbyuser", expected)
    );
}

#[test]
fn nobody_has_no_paths_by_either_code() {
    for code in [33012, 60121] {
        let error = error_through(refused(code, "找不到该用户"), async |it| {
            it.list_user_department_paths("u1").await
        });
        assert_eq!(error.kind, ErrorKind::NotFound, "{code}");
        assert!(details(&error, "field").is_empty(), "{code}");
    }
}

#[test]
fn departments_are_searched_for_as_the_name_stands() {
    for name in ["研发", "a \"b\" & 🙂"] {
        let reply = ok(json!({"hasMore": false, "totalCount": 1, "list": [36_948_801]}));
        let (found, sent) = through(reply, async |it| it.search_department_ids(name, None).await);
        assert_eq!(found.expect("a page").ids, ["36948801"]);
        let expected = json!({"queryWord": name, "offset": 0, "size": 20});
        assert_eq!(new(&sent), ("/v1.0/contact/departments/search", expected));
    }
}

#[test]
fn special_departments_are_left_out_and_large_identifiers_kept() {
    let list = json!([-7, 9_007_199_254_740_993_i64, "5000000000", null, 0, 1]);
    let expected = ["9007199254740993", "5000000000", "1"];
    let reply = result(json!({"parent_id_list": list}));
    let (path, _) = through(reply, async |it| it.get_department_path("7").await);
    assert_eq!(path.expect("a path"), expected);
    let reply = result(json!({"parent_list": [{"parent_dept_id_list": list}, null]}));
    let (paths, _) = through(reply, async |it| it.list_user_department_paths("u1").await);
    assert_eq!(paths.expect("paths"), [expected]);
    let (found, _) = through(ok(json!({"hasMore": false, "list": list})), async |it| {
        it.search_department_ids("x", None).await
    });
    assert_eq!(found.expect("a page").ids, expected);
}

#[test]
fn an_answer_without_its_list_is_no_answer() {
    for reply in [
        json!({}),
        json!({"parent_id_list": null, "parent_list": null, "list": null}),
        json!({"parent_id_list": 7, "parent_list": "7", "list": true}),
    ] {
        for error in [
            error_through(result(reply.clone()), async |it| {
                it.get_department_path("7").await
            }),
            error_through(result(reply.clone()), async |it| {
                it.list_user_department_paths("u1").await
            }),
            error_through(ok(reply.clone()), async |it| {
                it.search_department_ids("x", None).await
            }),
        ] {
            assert_eq!(error.kind, ErrorKind::BadResponse, "{error:?}");
        }
    }
}

#[test]
fn what_is_not_there_has_no_path() {
    let error = error_through(refused(60003, "部门不存在"), async |it| {
        it.get_department_path("7").await
    });
    assert_eq!(error.kind, ErrorKind::NotFound);
    let error = error_through(refused(60121, "找不到该用户"), async |it| {
        it.list_user_department_paths("u1").await
    });
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    for id in ["", "0", "-7", "01", "9223372036854775808"] {
        invalid(
            &error_of(run(platform, directory.get_department_path(id))),
            "id",
        );
    }
    for id in [String::new(), "x".repeat(65)] {
        let paths = run(platform, directory.list_user_department_paths(&id));
        invalid(&error_of(paths), "user-id");
    }
    for name in [String::new(), "x".repeat(65)] {
        let found = run(platform, directory.search_department_ids(&name, None));
        invalid(&error_of(found), "name");
    }
}

#[test]
fn the_offline_dingtalk_tells_the_ways_up() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let path = run(platform, directory.get_department_path("574367388"));
    assert_eq!(
        path.expect("a path"),
        ["574367388", "574367301", "36948801", "1"]
    );
    assert_eq!(
        run(platform, directory.get_department_path("1")).expect("a path"),
        ["1"]
    );
    let paths = run(
        platform,
        directory.list_user_department_paths("203118450962371845"),
    );
    let expected = [vec!["574367301", "36948801", "1"], vec!["36948801", "1"]];
    assert_eq!(paths.expect("paths"), expected);
    for error in [
        error_of(run(platform, directory.get_department_path("99"))),
        error_of(run(
            platform,
            directory.list_user_department_paths("nobody"),
        )),
    ] {
        assert_eq!(error.kind, ErrorKind::NotFound);
    }
}

#[test]
fn the_offline_dingtalk_finds_departments_by_name() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let found = run(platform, directory.search_department_ids("研发", None));
    assert_eq!(found.expect("a page").ids, ["36948801"]);
    // The special one is found by the server, and left out.
    let found = run(platform, directory.search_department_ids("家校", None));
    assert_eq!(found.expect("a page").ids, [""; 0]);
}
