//! What holds for the whole program, whatever it is asked for, and for what is written about it.

mod anything;
mod architecture;
mod guide;
mod hostile;
mod misdiagnosed;
mod mutated;
mod readme;
mod refusals;
mod sizes;
mod told;
