//! What the sandbox does, through `Sandbox::handle` on a frozen clock.

mod control;
mod departments;
mod gate;
mod invitations;
mod new_api;
mod organisation;
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
