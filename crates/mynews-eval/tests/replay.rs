//! Replay reads nothing ahead: whatever happens later, scores written before stay what they were.

#[path = "../../mynews/src/cli/replay.rs"]
#[allow(dead_code)]
mod replay;

/// Where mynews keeps its word vectors.
mod app {
    pub static VECTORS: &[u8] = include_bytes!("../../../assets/news-en-256-int4.mne");
}

const TITLES: [&str; 6] = [
    "Trams run free in Port Halden",
    "Turbines off the coast feed a second country",
    "A lichen survives outside a space station",
    "Central bank leaves its rate alone",
    "Borrow checker rewritten after four years",
    "Ferry timetable changes on Sunday",
];

fn log() -> Vec<String> {
    let mut lines: Vec<String> = (TITLES.iter().enumerate())
        .map(|(id, title)| {
            format!(r#"{{"article":{{"id":"a{id}","title":"{title}","text":null,"topics":["t{}"],"outlet":"o{}","author":null,"language":"en","published":"2026-11-20T08:0{id}:00Z"}}}}"#, id % 3, id % 2)
        })
        .collect();
    for turn in 0..8 {
        lines.push(format!(
            r#"{{"impression":{{"id":"i{turn}","reader":"r{}","at":"2026-11-21T0{turn}:00:00Z","candidates":["a0","a1","a2","a3","a4","a5"],"clicked":["a{}"]}}}}"#,
            turn % 2,
            (turn * 5 + 1) % 6
        ));
        lines.push(format!(
            r#"{{"signal":{{"reader":"r{}","at":"2026-11-21T0{turn}:30:00Z","article":"a{}","kind":"{}"}}}}"#,
            turn % 2,
            turn % 6,
            ["opened", "saved", "more", "less"][turn % 4]
        ));
    }
    lines
}

fn scores(lines: &[String], shared: bool) -> Vec<String> {
    let mut output = Vec::new();
    replay::replay(lines.join("\n").as_bytes(), &mut output, shared, mynews_core::rank::Rules::default())
        .unwrap();
    String::from_utf8(output).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn shuffling_the_future_changes_no_score() {
    for shared in [false, true] {
        let lines = log();
        let whole = scores(&lines, shared);
        assert_eq!(whole.len(), 8);
        for now in TITLES.len() + 1..lines.len() {
            let mut shuffled = lines.clone();
            shuffled[now..].reverse();
            let known = lines[..now].iter().filter(|line| line.contains("impression")).count();
            assert_eq!(scores(&shuffled, shared)[..known], whole[..known]);
        }
    }
}

#[test]
fn each_reader_is_alone_unless_learning_is_shared() {
    let lines = log();
    let alone: Vec<String> =
        lines.iter().filter(|line| !line.contains(r#""reader":"r1""#)).cloned().collect();
    let of_first = |scores: Vec<String>| -> Vec<String> {
        scores
            .into_iter()
            .filter(|line| ["i0", "i2", "i4", "i6"].iter().any(|id| line.contains(&format!("\"{id}\""))))
            .collect()
    };
    assert_eq!(of_first(scores(&lines, false)), of_first(scores(&alone, false)));
    assert_ne!(of_first(scores(&lines, true)), of_first(scores(&alone, true)));
}
