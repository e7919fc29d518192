//! What each term of the score is worth: rules in which the terms named on the command line say nothing.

use mynews_core::model::Term;
use mynews_core::rank::Rules;

/// Rules without each TERM of `--without=TERM`, by the names that docs/ranking.md lists.
pub fn rules(arguments: &[String]) -> Result<Rules, String> {
    let named = arguments.iter().filter_map(|argument| argument.strip_prefix("--without="));
    let silent = named.map(|name| Term::named(name).ok_or_else(|| format!("no term is called {name:?}")));
    Ok(Rules { silent: silent.collect::<Result<_, _>>()?, ..Rules::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_by_name() {
        let asked = |argument: &str| rules(&[argument.to_owned()]).map(|rules| rules.silent);
        assert_eq!(asked("--without=fresh"), Ok(vec![Term::Fresh]));
        assert_eq!(asked("--shared"), Ok(vec![]));
        assert!(asked("--without=luck").is_err());
    }
}
