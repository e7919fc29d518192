//! Which form a number takes, by the rules of CLDR for whole numbers in our six languages.

use super::Tongue;

/// A plural category.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    pub fn of(tongue: Tongue, number: usize) -> Plural {
        let millions = number != 0 && number.is_multiple_of(1_000_000);
        match (tongue, number) {
            (Tongue::English | Tongue::German | Tongue::Spanish, 1) => Plural::One,
            (Tongue::French, 0 | 1) => Plural::One,
            (Tongue::Spanish | Tongue::French, _) if millions => Plural::Many,
            (Tongue::Arabic, 0) => Plural::Zero,
            (Tongue::Arabic, 1) => Plural::One,
            (Tongue::Arabic, 2) => Plural::Two,
            (Tongue::Arabic, _) => match number % 100 {
                3..=10 => Plural::Few,
                11..=99 => Plural::Many,
                _ => Plural::Other,
            },
            _ => Plural::Other,
        }
    }

    /// The forms that a catalogue of the language must give. French and Spanish also have one for whole millions,
    /// which falls back to `other`: no page counts so far.
    pub fn needed(tongue: Tongue) -> &'static [&'static str] {
        match tongue {
            Tongue::English | Tongue::German | Tongue::Spanish | Tongue::French => &["one", "other"],
            Tongue::Arabic => &["zero", "one", "two", "few", "many", "other"],
            Tongue::Chinese => &["other"],
        }
    }

    /// As CLDR and the catalogues name it.
    pub fn name(self) -> &'static str {
        match self {
            Plural::Zero => "zero",
            Plural::One => "one",
            Plural::Two => "two",
            Plural::Few => "few",
            Plural::Many => "many",
            Plural::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_forms_of_cldr() {
        let forms = |tongue, numbers: &[usize]| {
            let names: Vec<&str> = numbers.iter().map(|one| Plural::of(tongue, *one).name()).collect();
            names.join(" ")
        };
        assert_eq!(forms(Tongue::English, &[0, 1, 2]), "other one other");
        assert_eq!(forms(Tongue::German, &[0, 1, 1_000_000]), "other one other");
        assert_eq!(forms(Tongue::French, &[0, 1, 2, 1_000_000]), "one one other many");
        assert_eq!(forms(Tongue::Spanish, &[0, 1, 2, 2_000_000]), "other one other many");
        assert_eq!(forms(Tongue::Chinese, &[0, 1, 7]), "other other other");
        assert_eq!(
            forms(Tongue::Arabic, &[0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111]),
            "zero one two few few many many other other few many"
        );
    }
}
