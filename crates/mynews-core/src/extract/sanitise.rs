//! Strangers' HTML made safe to show: what is known to be harmless stays, everything else goes.
//!
//! Two gates. Our own writer turns the page's tree (which has limits on depth and size) into a few plain tags; what it
//! writes goes through ammonia, whose whitelist is the one that counts. The first gate keeps the second from pages it
//! would be slow at, the second is the one that others have attacked and mended for years.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use html5ever::local_name;

use super::dom::{Dom, NodeId, Step};
use super::inline::escape_into;
use super::prune::prune;
use crate::text::url;

/// Boxes within boxes that are kept; readable text needs a handful.
const NESTING_MAX: usize = 40;

/// Tags that stay.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Makes HTML safe to show. Doing it twice changes nothing more.
pub fn sanitise(html: &str, base_url: &str) -> String {
    if html.is_empty() {
        return String::new();
    }
    let dom = Dom::parse(&prune(html).html);
    CLEANER.clean(&written(&dom, base_url)).to_string()
}

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(TAGS.iter().copied().collect::<HashSet<_>>())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title"])),
            ("img", HashSet::from(["src", "alt", "width", "height", "title"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .strip_comments(true);
    cleaner
});

/// The tree as a few plain tags.
fn written(dom: &Dom, base_url: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<(NodeId, &'static str)> = Vec::new();
    let mut skipped: Option<NodeId> = None;
    for step in dom.walk(dom.root()) {
        match step {
            Step::Enter(node) if skipped.is_none() => {
                if let Some(text) = dom.text(node) {
                    escape_into(&mut out, text);
                } else if has_no_place(dom, node) {
                    skipped = Some(node);
                } else if *dom.tag(node) == local_name!("img") {
                    image_into(&mut out, dom, node, base_url);
                } else if let Ok(place) = TAGS.binary_search(&&**dom.tag(node)) {
                    let tag = TAGS[place];
                    if matches!(tag, "br" | "hr") {
                        out.push_str(&format!("<{tag}>"));
                    } else if open.len() < NESTING_MAX {
                        start_into(&mut out, dom, node, tag, base_url);
                        open.push((node, tag));
                    }
                }
            }
            Step::Enter(_) => {}
            Step::Leave(node) if skipped == Some(node) => skipped = None,
            Step::Leave(node) => {
                if open.last().is_some_and(|(last, _)| *last == node)
                    && let Some((_, tag)) = open.pop()
                {
                    out.push_str(&format!("</{tag}>"));
                }
            }
        }
    }
    out
}

/// Elements that go with everything in them.
fn has_no_place(dom: &Dom, node: NodeId) -> bool {
    matches!(
        *dom.tag(node),
        local_name!("head")
            | local_name!("script")
            | local_name!("style")
            | local_name!("iframe")
            | local_name!("object")
            | local_name!("embed")
            | local_name!("svg")
            | local_name!("math")
            | local_name!("template")
            | local_name!("noscript")
            | local_name!("form")
            | local_name!("button")
            | local_name!("select")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("xmp")
            | local_name!("plaintext")
    )
}

fn start_into(out: &mut String, dom: &Dom, node: NodeId, tag: &str, base_url: &str) {
    out.push('<');
    out.push_str(tag);
    match tag {
        "a" => {
            if let Some(address) = dom.attribute(node, "href").and_then(|href| url::resolve(base_url, href)) {
                attribute_into(out, "href", &address);
            }
        }
        "td" | "th" => {
            for name in ["colspan", "rowspan"] {
                if let Some(span) = dom.attribute(node, name).and_then(|span| span.parse::<u8>().ok()) {
                    attribute_into(out, name, &span.to_string());
                }
            }
        }
        _ => {}
    }
    out.push('>');
}

fn image_into(out: &mut String, dom: &Dom, node: NodeId, base_url: &str) {
    let source = dom
        .attribute(node, "data-src")
        .or(dom.attribute(node, "src"))
        .or(dom.attribute(node, "data-original"));
    let Some(address) = source.and_then(|source| url::resolve(base_url, source)) else { return };
    let side =
        |name| dom.attribute(node, name).and_then(|side| side.trim_end_matches("px").parse::<u32>().ok());
    if side("width").is_some_and(|side| side <= 2)
        || side("height").is_some_and(|side| side <= 2)
        || is_tracker(&address)
    {
        return;
    }
    out.push_str("<img");
    attribute_into(out, "src", &address);
    attribute_into(out, "alt", dom.attribute(node, "alt").unwrap_or(""));
    for name in ["width", "height"] {
        if let Some(side) = side(name) {
            attribute_into(out, name, &side.to_string());
        }
    }
    out.push('>');
}

fn attribute_into(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_into(out, value);
    out.push('"');
}

/// Addresses that count readers, by their shape.
fn is_tracker(address: &str) -> bool {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    [
        "/pixel.",
        "/pixel?",
        "/pixel/",
        "/track/open",
        "/tracking/pixel",
        "/1x1.",
        "/beacon",
        "/b.gif",
        "/count.gif",
        "/spacer.gif",
        "/open.aspx",
        "/wf/open",
        "/o.gif",
        "feedburner.com/~r/",
        "feedsportal.com/",
        "pixel.wp.com/",
        "stats.wordpress.com/",
        "google-analytics.com/",
        "doubleclick.net/",
        "/impression?",
    ]
    .iter()
    .any(|shape| path.contains(shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let once = sanitise(html, "https://harbour.test/news/");
        assert_eq!(once, expected, "{html}");
        assert_eq!(sanitise(&once, "https://harbour.test/news/"), once, "twice: {html}");
    }

    #[test]
    fn what_is_harmless_stays() {
        check(
            "<p>a <b>b</b> <a href=\"/c?x=1&amp;y=2\">c</a></p>",
            "<p>a <b>b</b> <a href=\"https://harbour.test/c?x=1&amp;y=2\" rel=\"noopener noreferrer nofollow\">c</a></p>",
        );
        check(
            "<img src=a.jpg alt='x \"y\"'>",
            "<img src=\"https://harbour.test/news/a.jpg\" alt=\"x &quot;y&quot;\">",
        );
        check("<ul><li>1<li>2</ul>", "<ul><li>1</li><li>2</li></ul>");
    }

    #[test]
    fn what_may_harm_goes() {
        check("<p onclick=x()>a<script>alert(1)</script></p>", "<p>a</p>");
        check("<a href=\"javascript:alert(1)\">j</a>", "<a rel=\"noopener noreferrer nofollow\">j</a>");
        check("<svg><style><img src=x onerror=alert(1)></style></svg>t", "t");
        check("<math><mi>x</mi></math>t", "t");
        check("<img src=https://t.test/a.gif width=1 height=1>t", "t");
        check("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>t", "t");
        check("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">t</noscript>", "<p>t</p>");
        check("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    /// The shapes of published attacks: whatever is left is clean the second time, and holds no attribute or address that
    /// could run anything.
    #[test]
    fn known_attacks_leave_nothing_that_runs() {
        for html in [
            "<img src=x onerror=alert(1)//",
            "<img/src=x/onerror=alert(1)>",
            "<img src=`x` onerror=alert(1)>",
            "<<script>alert(1)//<</script>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "<a href=\" javascript:alert(1)\">x</a>",
            "<a href=\"java\tscript:alert(1)\">x</a>",
            "<a href=\"&#106;avascript&colon;alert(1)\">x</a>",
            "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
            "<a href=\"vbscript:x\">x</a><img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
            "<p title='</p><script>alert(1)</script>'>x</p>",
            "<p style=\"background:url(javascript:alert(1))\">x</p>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<math><annotation-xml encoding=\"text/html\"><img src=x onerror=alert(1)></annotation-xml></math>",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
            "<svg><animate onbegin=alert(1) attributeName=x></svg><svg/onload=alert(1)>",
            "<noscript><style></noscript><img src=x onerror=alert(1)>",
            "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
            "<select><template><img src=x onerror=alert(1)></template></select>",
            "<xmp><p title=\"</xmp><svg/onload=alert(1)>\">",
            "<title><a href=\"</title><img src=x onerror=alert(1)>\">",
            "<iframe src=javascript:alert(1)></iframe><object data=javascript:alert(1)></object><embed src=x>",
            "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\"><base href=javascript:alert(1)//>",
            "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>",
            "<details open ontoggle=alert(1)>x</details><marquee onstart=alert(1)>x</marquee>",
            "<img srcset=\"x 1x, javascript:alert(1) 2x\" src=x><input autofocus onfocus=alert(1)>",
            "<!--><img src=x onerror=alert(1)>--><![CDATA[<img src=x onerror=alert(1)>]]>",
            "<p/\u{0}onclick=alert(1)>x<img\u{c}src=x\u{c}onerror=alert(1)>",
        ] {
            let once = sanitise(html, "https://harbour.test/news/");
            assert_eq!(sanitise(&once, "https://harbour.test/news/"), once, "twice: {html}");
            let dom = Dom::parse(&once);
            for node in dom.descendants(dom.root()) {
                for attribute in dom.attributes(node) {
                    let (name, value) = (&*attribute.name.local, &*attribute.value);
                    let may_stand = match name {
                        "href" | "src" => value.starts_with("http://") || value.starts_with("https://"),
                        "alt" | "rel" | "width" | "height" | "colspan" | "rowspan" => true,
                        _ => false,
                    };
                    assert!(may_stand, "{name}={value} is left of {html}: {once}");
                }
                let tag = dom.tag(node);
                let runs =
                    ["script", "style", "svg", "math", "iframe", "object", "embed", "form", "meta", "base"];
                assert!(!runs.contains(&&**tag), "<{tag}> is left of {html}: {once}");
            }
        }
    }
}
