//! The real component in a real host, against the sandbox: what the interface promises, one
//! behaviour a test.

mod accounts;
mod check;
mod create_user;
mod delete_user;
mod department_changes;
mod departments;
mod describe;
mod egress;
mod faults;
mod find_user;
mod get_user;
mod list_users;
mod main_job;
mod organisation;
mod pace;
mod permissions;
mod requirements;
mod robustness;
mod roles;
mod support;
mod tenants;
mod tokens;
mod transport;
mod update_user;
mod user_queries;
