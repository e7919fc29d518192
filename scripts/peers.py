"""Reads the pages of a set with Python's trafilatura, as `mynews-peers` does with others: SET.jsonl in, lines
{"id","article"} out, pages, CPU seconds and the worst page's milliseconds on standard error."""
import json, sys, time

from trafilatura import bare_extraction

pages = seconds = worst = 0
for line in sys.stdin:
    row = json.loads(line)
    before = time.process_time()
    try:
        found = bare_extraction(row["html"], url=row.get("url") or None, with_metadata=True, include_comments=False)
    except Exception:  # a page it cannot read is one it found nothing on
        found = None
    spent = time.process_time() - before
    pages, seconds, worst = pages + 1, seconds + spent, max(worst, spent)
    article = found and {"text": found.text, "headline": found.title, "byline": [found.author or ""], "published": found.date}
    print(json.dumps({"id": row["id"], "article": article}))
print(json.dumps({"pages": pages, "seconds": seconds, "worst": worst * 1e3}), file=sys.stderr)
