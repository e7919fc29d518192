//! The whole house, tested from outside: the tidy rules, the binary as a newcomer runs it, journeys, trouble, kills.

mod api;
mod book;
mod commons;
mod door;
mod feeds;
mod household;
mod journeys;
mod keep;
mod kill;
mod never;
mod newcomer;
mod newsroom;
mod outlets;
mod pages;
mod retrospect;
mod roles;
mod rules;
mod running;
mod shelves;
mod start;
mod tidy;
mod trouble;
mod undo;
mod words;
