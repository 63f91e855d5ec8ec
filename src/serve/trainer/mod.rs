//! The trainer's page: who knows what, what is assigned, and what a trainer does about it.

mod acts;
mod class;
mod parts;
mod person;
mod routes;
mod sheets;
mod surveyed;
mod transfer;

pub(super) use routes::routes;
