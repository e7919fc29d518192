//! Addresses in their canonical form.
