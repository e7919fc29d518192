//! Given names: who is called so.

use std::sync::LazyLock;

use crate::annotate::word_list::WordMap;

/// Whom a name is given to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Gender {
    She,
    He,
    #[default]
    Unknown,
}

impl Gender {
    /// Whether both may be said of one person.
    pub fn fits(self, other: Gender) -> bool {
        self == other || self == Gender::Unknown || other == Gender::Unknown
    }
}

/// United States census of 1990 (public domain) and names written by hand; made by `scripts/make-given-names`.
const NAMES: &str = include_str!("../../../../../assets/given-names.txt");

static BY_NAME: LazyLock<WordMap<&'static str, Gender>> = LazyLock::new(|| {
    NAMES
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, whose)| {
            let gender = match whose {
                "f" => Gender::She,
                "m" => Gender::He,
                _ => Gender::Unknown,
            };
            (name, gender)
        })
        .collect()
});

/// Whom a given name is given to; `None` where it is not known as one. Of "Jean-Luc" the first part decides.
pub fn gender(name: &str) -> Option<Gender> {
    let known = |name: &str| BY_NAME.get(name).copied();
    known(name).or_else(|| known(name.split('-').next().filter(|first| first.len() < name.len())?))
}

#[cfg(test)]
mod tests {
    use super::{Gender, gender};

    #[test]
    fn given_names_are_known() {
        assert_eq!(gender("Mary"), Some(Gender::She));
        assert_eq!(gender("Sergey"), Some(Gender::He));
        assert_eq!(gender("Jean-Luc"), Some(Gender::Unknown));
        assert_eq!(gender("Tuesday"), None);
    }
}
