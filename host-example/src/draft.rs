//! Drafts, from as little as a directory needs.

use crate::types::{Assignment, UserDraft};

impl UserDraft {
    /// Somebody with this name in one department, and nothing else: change the fields that are to
    /// be told.
    pub fn new(name: impl Into<String>, department_id: impl Into<String>) -> Self {
        Self {
            id: None,
            name: name.into(),
            mobile: None,
            email: None,
            work_email: None,
            telephone: None,
            employee_number: None,
            title: None,
            work_place: None,
            remark: None,
            manager_id: None,
            hired_on: None,
            departments: vec![Assignment {
                department_id: department_id.into(),
                sort_key: None,
                title: None,
            }],
            attributes: Vec::new(),
        }
    }
}
