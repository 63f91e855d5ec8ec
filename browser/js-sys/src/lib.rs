//! Stands in for `js-sys`, of which chrono asks a browser's clock and zone if it is compiled for one.
//!
//! The engine of a page is told the time and has zones of its own, so it never asks. The real one exports some 1,500 functions for a
//! tool that the engine is not made with, and a linker keeps what is exported: 40 kB of a page. `Cargo.toml` puts this in its
//! place for every target; none but browsers' compiles it.

use wasm_bindgen::JsValue;

/// An instant of a browser's clock. There is none.
pub enum Date {}

impl Date {
    /// The instant that it is now.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn new_0() -> Self {
        panic!("the engine of a page is told the time")
    }

    /// An instant, by its milliseconds.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn new(_: &JsValue) -> Self {
        panic!("the engine of a page has no dates of a browser")
    }

    /// An instant, by the browser's calendar.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn new_with_year_month_day_hr_min_sec(_: u32, _: i32, _: i32, _: i32, _: i32, _: i32) -> Self {
        panic!("the engine of a page has no dates of a browser")
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn get_time(&self) -> f64 {
        match *self {}
    }

    /// Minutes from the browser's clock to UTC.
    #[must_use]
    pub fn get_timezone_offset(&self) -> f64 {
        match *self {}
    }
}
