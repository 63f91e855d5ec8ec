//! One integration binary: it links once, and every test of the house is in one list.

#![allow(
    clippy::disallowed_methods,
    reason = "tests look at the files of this repository and at folders of their own"
)]

mod ally;
mod number;
