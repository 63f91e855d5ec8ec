//! What the fuzz targets share with the property tests.
//!
//! With `cargo install cargo-fuzz` and a nightly toolchain, `cargo fuzz run plan` runs the target `plan`. The stable
//! toolchain does as well, without a sanitizer, which safe code can miss:
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none plan`.

#[path = "../../tests/oracles/mod.rs"]
pub mod oracles;
