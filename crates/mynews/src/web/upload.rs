//! The one file of a form that uploads a file. Smaller than a library for what multipart can be.

/// The first file in a `multipart/form-data` body, or the whole body where it is something else.
pub fn file<'a>(content_type: &str, body: &'a [u8]) -> Option<&'a [u8]> {
    let Some(boundary) =
        content_type.strip_prefix("multipart/form-data").and_then(|rest| rest.split_once("boundary="))
    else {
        return (!body.is_empty()).then_some(body);
    };
    let boundary = boundary.1.split(';').next()?.trim().trim_matches('"');
    let delimiter = format!("--{boundary}");
    let mut rest = body;
    loop {
        let start = find(rest, delimiter.as_bytes())? + delimiter.len();
        rest = &rest[start..];
        let head = find(rest, b"\r\n\r\n")?;
        let end = find(rest, format!("\r\n{delimiter}").as_bytes())?;
        let is_file = String::from_utf8_lossy(&rest[..head]).contains("filename=");
        let content = rest.get(head + 4..end)?;
        if is_file {
            return (!content.is_empty()).then_some(content);
        }
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_file_is_found() {
        let body = "--B\r\nContent-Disposition: form-data; name=\"back\"\r\n\r\n/x\r\n--B\r\nContent-Disposition: \
            form-data; name=\"file\"; filename=\"a.opml\"\r\nContent-Type: text/xml\r\n\r\n<opml/>\r\n--B--\r\n";
        assert_eq!(file("multipart/form-data; boundary=B", body.as_bytes()), Some(&b"<opml/>"[..]));
        assert_eq!(file("text/xml", b"<opml/>"), Some(&b"<opml/>"[..]));
        assert_eq!(file("multipart/form-data; boundary=B", b"--B--"), None);
        assert_eq!(file("multipart/form-data; boundary=B", b"--B\r\n\r\n"), None);
    }
}
