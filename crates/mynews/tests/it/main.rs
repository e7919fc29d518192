//! The whole house, tested from outside: the tidy rules, the binary as a newcomer runs it, journeys.

mod tidy;
