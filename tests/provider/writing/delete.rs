//! Deleting a user.

use super::*;

#[test]
fn a_deletion_names_the_user_and_nothing_else() {
    let directory = Directory::new(Scripted::calls_answered_with([done()]));
    run(directory.platform(), directory.delete_user("0042")).expect("a deletion");
    let sent = &directory.platform().calls()[0];
    assert_eq!(
        (sent.path(), sent.json()),
        ("/topapi/v2/user/delete", json!({"userid": "0042"}))
    );
}

#[test]
fn a_second_deletion_finds_nobody() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    run(platform, directory.delete_user(LI)).expect("a deletion");
    assert_eq!(
        error_of(run(platform, directory.delete_user(LI))).kind,
        ErrorKind::NotFound
    );
}

#[test]
fn a_deletion_whose_answer_was_lost_is_done_when_nobody_is_found() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.decide_once(
        "/topapi/v2/user/delete",
        Fate::AnswerReplaced(Reply::Fails(SendError::Lost)),
    );
    run(platform, directory.delete_user(LI)).expect("a deletion");
    assert_eq!(
        error_of(run(platform, directory.delete_user(LI))).kind,
        ErrorKind::NotFound
    );
}
