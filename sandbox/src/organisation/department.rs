//! A department as the organisation file has it.

use serde::{Deserialize, Serialize};

/// A department (specification 3.5).
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// The id; 1 is the root. Below 1 it is a special one such as the home-school address book (-7), which
    /// shows in lists and refuses everything else.
    pub dept_id: i64,
    /// 1 to 64 characters, without `-`, `"`, `,` and `，`, unique among siblings.
    pub name: String,
    /// The department above. Absent for the root only.
    pub parent_id: Option<i64>,
    /// The English variant of the name, which `language=en_US` shows and writes. Absent: the name serves.
    pub english_name: Option<String>,
    /// Position among siblings, smaller first. 0 or absent in a file: the department's id.
    #[serde(default)]
    pub order: i64,
    /// A free id of an external system.
    pub source_identifier: Option<String>,
    /// The department's code, up to 30 characters.
    pub code: Option<String>,
    /// A short description, up to 255 characters; live replies show `""` when there is none.
    #[serde(default)]
    pub brief: String,
    /// The telephone number, up to 50 characters.
    pub telephone: Option<String>,
    /// Text of an external system, which replies call `extention`.
    pub extension: Option<String>,
    /// What `listsub` shows as `ext`: a JSON object as text, for example `{"faceCount":"2"}`.
    pub ext: Option<String>,
    /// Whether the department has a chat group.
    #[serde(default)]
    pub create_dept_group: bool,
    /// Whether new members join the chat group.
    #[serde(default)]
    pub auto_add_user: bool,
    /// Whether requests to join are accepted without review.
    #[serde(default)]
    pub auto_approve_apply: bool,
    /// The id of the chat group.
    pub dept_group_chat_id: Option<String>,
    /// Whether the chat group includes the departments below.
    #[serde(default)]
    pub group_contain_sub_dept: bool,
    /// Whether the chat group includes members of departments that see only part of the address book. Replies
    /// do not show it.
    #[serde(default)]
    pub group_contain_outer_dept: bool,
    /// Whether the chat group includes members of hidden departments. Replies do not show it.
    #[serde(default)]
    pub group_contain_hidden_dept: bool,
    /// The userid of the chat group's owner, who need not manage the department.
    pub org_dept_owner: Option<String>,
    /// Whether the department is hidden from others.
    #[serde(default)]
    pub hide_dept: bool,
    /// Departments that see the hidden department; with the users up to 50.
    #[serde(default)]
    pub dept_permits: Vec<i64>,
    /// Users that see the hidden department.
    #[serde(default)]
    pub user_permits: Vec<String>,
    /// Whether members see only part of the address book.
    #[serde(default)]
    pub outer_dept: bool,
    /// Whether restricted members see their own department and those below, instead of only themselves.
    /// Replies do not show it.
    #[serde(default)]
    pub outer_dept_only_self: bool,
    /// Departments that restricted members see; with the users up to 50.
    #[serde(default)]
    pub outer_permit_depts: Vec<i64>,
    /// Users that restricted members see.
    #[serde(default)]
    pub outer_permit_users: Vec<String>,
}

impl Department {
    /// A department without a name yet and with nothing else, at the default place among its siblings.
    pub(crate) fn below(parent_id: Option<i64>, dept_id: i64) -> Self {
        Self {
            dept_id,
            name: String::new(),
            parent_id,
            english_name: None,
            order: dept_id,
            source_identifier: None,
            code: None,
            brief: String::new(),
            telephone: None,
            extension: None,
            ext: None,
            create_dept_group: false,
            auto_add_user: false,
            auto_approve_apply: false,
            dept_group_chat_id: None,
            group_contain_sub_dept: false,
            group_contain_outer_dept: false,
            group_contain_hidden_dept: false,
            org_dept_owner: None,
            hide_dept: false,
            dept_permits: Vec::new(),
            user_permits: Vec::new(),
            outer_dept: false,
            outer_dept_only_self: false,
            outer_permit_depts: Vec::new(),
            outer_permit_users: Vec::new(),
        }
    }
}
