//! What tests of several rooms have in common.

pub(crate) mod ally;
pub(crate) mod axe;
pub(crate) mod browser;
pub(crate) mod drawn;
pub(crate) mod folder;
pub(crate) mod generated;
pub(crate) mod program;
