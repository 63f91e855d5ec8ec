//! The trainer's page: who knows what, what is assigned, and what a trainer does about it.

mod acts;
mod class;
mod parts;
mod person;
mod routes;

pub(super) use routes::routes;
