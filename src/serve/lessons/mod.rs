//! Lessons over the learners' file: who sits where, and what is kept of them before they are asked on.
//!
//! What is asked and how an answer is judged is the page's, by the same engine as everywhere. Of an answer the server takes how
//! it was judged and how long it took; what a card is comes from the plan, and whose answer it is from the seat, so that
//! nobody changes anything of others.

mod requests;
mod routes;

pub(super) use routes::routes;
