//! A signal and a profile to a profile.
