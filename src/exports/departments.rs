use super::{Component, run};
use crate::bindings::exports::orgbook::directory::departments::{Department, Error, Guest};
use crate::prelude::*;

impl Guest for Component {
    fn get_department(id: String) -> Result<Department, Error> {
        run(async |directory| directory.get_department(&id).await)
    }

    fn list_department_ids(parent_id: String) -> Result<Vec<String>, Error> {
        run(async |directory| directory.list_department_ids(&parent_id).await)
    }

    fn list_departments(parent_id: String) -> Result<Vec<Department>, Error> {
        run(async |directory| directory.list_departments(&parent_id).await)
    }
}
