//! mynews acts: everything that touches the world (clock, configuration, network, log) stands in this crate.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod fetch;
pub mod password;
pub mod secret;
pub mod telemetry;
pub mod tongue;
pub mod view;
pub mod web;
pub mod work;
