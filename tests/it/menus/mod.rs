//! The plans that ship, in `menus/`: the directory of a real company, and invented companies.

mod ally;
mod companies;
