//! JSON as pages carry it: often inside comments, with raw line breaks in strings, or cut short; put right where possible.

use serde_json::Value;

/// Values visited in one walk; the embedded states of real pages hold some 100 000.
const VALUES_MAX: usize = 400_000;

/// Reads JSON, repairing what can be repaired. Nesting is limited to 128 by the parser.
pub fn read(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let text =
        text.trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[").trim_end_matches("//]]>");
    let text = text.trim_end_matches("]]>").trim().trim_end_matches(';');
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(_) => serde_json::from_str(&repaired(text)).ok(),
    }
}

/// Escapes raw control characters in strings, drops trailing commas and what follows the end, closes what was left open.
fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut closers: Vec<char> = Vec::new();
    let mut in_string = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if in_string {
            match letter {
                '\\' => match letters.peek() {
                    Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') => {
                        out.push('\\');
                        out.extend(letters.next());
                    }
                    _ => out.push_str("\\\\"),
                },
                '"' if ends_string(&letters) => {
                    in_string = false;
                    out.push('"');
                }
                '"' => out.push_str("\\\""),
                '\n' => out.push_str("\\n"),
                '\r' => {}
                '\t' => out.push_str("\\t"),
                control if control < ' ' => out.push(' '),
                other => out.push(other),
            }
            continue;
        }
        match letter {
            '"' => {
                in_string = true;
                out.push('"');
            }
            '{' => closers.push('}'),
            '[' => closers.push(']'),
            '}' | ']' => {
                drop_trailing_comma(&mut out);
                if closers.pop() != Some(letter) {
                    break;
                }
            }
            _ => {}
        }
        if letter != '"' {
            out.push(letter);
        }
        if closers.is_empty() && matches!(letter, '}' | ']') {
            break;
        }
    }
    if in_string {
        out.push('"');
    }
    drop_trailing_comma(&mut out);
    out.extend(closers.iter().rev());
    out
}

/// Whether the quotation mark before `rest` ends a string: what follows must be structure, not words.
fn ends_string(rest: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let mut after = rest.clone().filter(|letter| !letter.is_whitespace());
    match after.next() {
        None | Some(':' | '}' | ']') => true,
        Some(',') => matches!(
            after.next(),
            None | Some('"' | '{' | '[' | '}' | ']' | 't' | 'f' | 'n' | '0'..='9' | '-')
        ),
        Some(_) => false,
    }
}

fn drop_trailing_comma(out: &mut String) {
    let end = out.trim_end().len();
    if out[..end].ends_with(',') {
        out.truncate(end - 1);
    }
}

/// Every object in a value, outermost first, in the order of the document.
pub fn objects(value: &Value) -> impl Iterator<Item = &Value> {
    values(value).filter(|value| value.is_object())
}

/// Every value in a value, outermost first, in the order of the document.
pub fn values(value: &Value) -> impl Iterator<Item = &Value> {
    let mut waiting = vec![value];
    std::iter::from_fn(move || {
        let value = waiting.pop()?;
        match value {
            Value::Array(entries) => waiting.extend(entries.iter().rev()),
            Value::Object(fields) => {
                let from = waiting.len();
                waiting.extend(fields.values());
                waiting[from..].reverse();
            }
            _ => {}
        }
        Some(value)
    })
    .take(VALUES_MAX)
}

/// The text of a field: a string, a number, or the first of an array.
pub fn text<'a>(object: &'a Value, field: &str) -> Option<&'a str> {
    match object.get(field)? {
        Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        Value::Array(entries) => entries.first()?.as_str().map(str::trim).filter(|text| !text.is_empty()),
        Value::Object(fields) => fields.get("@value")?.as_str(),
        _ => None,
    }
}

/// The entries of a field: an array's, or the one value.
pub fn list<'a>(object: &'a Value, field: &str) -> &'a [Value] {
    match object.get(field) {
        Some(Value::Array(entries)) => entries,
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    }
}

/// Whether an object is of a type whose name passes the test.
pub fn is_a(object: &Value, test: impl Fn(&str) -> bool) -> bool {
    list(object, "@type").iter().filter_map(Value::as_str).any(|name| {
        test(name.trim_start_matches("http://schema.org/").trim_start_matches("https://schema.org/"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(broken: &str, expected: &str) {
        assert_eq!(read(broken).map(|value| value.to_string()).as_deref(), Some(expected));
    }

    #[test]
    fn json_as_pages_carry_it_is_read() {
        check("<!-- {\"a\": 1} -->", r#"{"a":1}"#);
        check("{\"a\": \"two\nlines\",}", r#"{"a":"two\nlines"}"#);
        check(r#"{"a": "he said "no" to it", "b": [1,2,],}"#, r#"{"a":"he said \"no\" to it","b":[1,2]}"#);
        check(r#"{"a": "cut sho"#, r#"{"a":"cut sho"}"#);
        check(r#"{"a": 1};window.b = 2"#, r#"{"a":1}"#);
        check(r#"{"a": "\'"}"#, r#"{"a":"\\'"}"#);
        assert_eq!(read(&"[".repeat(100_000)), None);
        assert_eq!(read("var x = 1"), None);
    }
}
