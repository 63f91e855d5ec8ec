//! Stands in for `wasm-bindgen`: see the `js-sys` beside it.

/// A value of a browser. There is none.
pub enum JsValue {}

impl JsValue {
    /// A number.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn from_f64(_: f64) -> Self {
        panic!("the engine of a page has no values of a browser")
    }
}
