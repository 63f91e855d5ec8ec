//! One integration binary: it links once, and every test of the house is in one list.
