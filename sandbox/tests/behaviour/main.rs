//! What the sandbox does, through `Sandbox::handle` on a frozen clock.

mod admin;
mod control;
mod department_create;
mod department_delete;
mod department_search;
mod department_update;
mod departments;
mod edge_cases_organisation;
mod gate;
mod invitations;
mod new_api;
mod organisation;
mod record;
mod scopes;
mod tokens;
mod user_admins;
mod user_create;
mod user_delete;
mod user_get;
mod user_list;
mod user_mobile;
mod user_search;
mod user_update;
mod world;
