//! What the fuzz targets share with the property tests.

#[path = "../../tests/oracles/mod.rs"]
pub mod oracles;
