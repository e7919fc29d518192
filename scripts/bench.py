#!/usr/bin/env python3
"""Measures a whole refresh: feeds of invented news on loopback, fetched, stored, indexed, grouped and ranked.

usage: bench.py BINARY [--feeds 200] [--entries 50] [--folder FEEDS]
Prints CPU seconds, peak memory, bytes on disk, requests. Where newsboat is installed it reads the same feeds in the same
run, so that the figures can be read as a ratio. FEEDS is a folder with f/*.xml made by another generator."""
import argparse, datetime, email.utils, functools, http.server, json, os, random, shutil, subprocess
import tempfile, threading, time

SYLLABLES = "ba be bi bo da de di do fa fe fi ga ge go ha he ka ke ki la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se si so ta te ti to va ve vi wa we za".split()
SMALL = "the of and to in a is that for on it with as was at by this be from are have not but they which one were all there been has more when will would who what said its new after first two people year over government other".split()


def make_feeds(folder, feeds, entries, seed=11):
    """Stories told by one to forty feeds, each in words of its own around the words of the story."""
    chance = random.Random(seed)
    words = sorted({"".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4)))) for _ in range(20_000)})
    chance.shuffle(words)
    told = [[] for _ in range(feeds)]
    now = datetime.datetime.now(datetime.timezone.utc)
    number = 0
    while min(map(len, told)) < entries:
        free = [feed for feed in range(feeds) if len(told[feed]) < entries]
        tellers = chance.sample(free, min(len(free), 40, int(chance.paretovariate(1.1)) if chance.random() < 0.5 else 1))
        about = chance.sample(words, 30)
        began = now - datetime.timedelta(hours=chance.random() * 160)
        for feed in tellers:
            at = min(now, began + datetime.timedelta(hours=chance.expovariate(0.5)))
            word = lambda: chance.choice(about) if (r := chance.random()) < 0.3 else chance.choice(SMALL) if r < 0.75 else words[int(chance.paretovariate(0.6)) % len(words)]
            sentence = lambda: " ".join(word() for _ in range(chance.randint(8, 22))).capitalize() + "."
            paragraphs = [" ".join(sentence() for _ in range(4)) for _ in range(chance.randint(2, 8))]
            title = " ".join(chance.sample(about, 6) + chance.sample(SMALL, 3)).capitalize()
            told[feed].append((at, title, paragraphs, f"{feed}-{number}"))
            number += 1
    os.makedirs(f"{folder}/f")
    for feed, articles in enumerate(told):
        items = "".join(
            f"<item><title>{title}</title><link>http://BASE/a/{slug}.html</link><guid isPermaLink=\"false\">{slug}</guid>"
            f"<pubDate>{email.utils.format_datetime(at)}</pubDate><description>{paragraphs[0][:200]}</description>"
            f"<content:encoded><![CDATA[{''.join(f'<p>{text}</p>' for text in paragraphs)}]]></content:encoded></item>"
            for at, title, paragraphs, slug in sorted(articles, reverse=True)[:entries])
        with open(f"{folder}/f/{feed:04d}.xml", "w") as file:
            file.write('<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
                       f"<channel><title>Feed {feed}</title><link>http://BASE/</link><description>x</description>{items}</channel></rss>")


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answers = {}

    def log_message(self, *_):
        pass

    def log_request(self, code="-", size="-"):
        self.answers[int(code)] = self.answers.get(int(code), 0) + 1


def serve(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def watch(pid, peak):
    """The kernel's own high-water mark; what wait4 gives would count this script's memory before the exec."""
    while True:
        try:
            with open(f"/proc/{pid}/status") as file:
                marks = [int(line.split()[1]) for line in file if line.startswith("VmHWM")]
        except OSError:
            return
        peak[0] = max(peak + marks)
        time.sleep(0.01)


def measured(command, **more):
    Quiet.answers.clear()
    began = time.time()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **more)
    peak = [0]
    watching = threading.Thread(target=watch, args=(child.pid, peak), daemon=True)
    watching.start()
    output = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    return {"cpu": used.ru_utime + used.ru_stime, "rss": peak[0] / 1024, "wall": time.time() - began,
            "answers": dict(Quiet.answers), "output": output.decode(errors="replace"), "status": status}


def say(name, run):
    print(f"{name:<28} {run['cpu']:6.2f} CPU s  {run['rss']:6.1f} MB peak  {run['wall']:6.2f} s wall  answers {run['answers']}")


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("binary"); flags.add_argument("--feeds", type=int, default=200)
    flags.add_argument("--entries", type=int, default=50); flags.add_argument("--folder")
    flags = flags.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = f"{work}/feeds"
        if flags.folder:
            shutil.copytree(flags.folder, folder)
        else:
            make_feeds(folder, flags.feeds, flags.entries)
        port = serve(folder)
        names = sorted(os.listdir(f"{folder}/f"))
        for name in names:
            with open(f"{folder}/f/{name}") as file:
                text = file.read().replace("BASE", f"127.0.0.1:{port}")
            with open(f"{folder}/f/{name}", "w") as file:
                file.write(text)
        urls = [f"http://127.0.0.1:{port}/f/{name}" for name in names]
        with open(f"{work}/feeds.opml", "w") as file:
            file.write('<opml version="2.0"><head/><body>' + "".join(f'<outline type="rss" text="feed {n}" xmlUrl="{url}"/>' for n, url in enumerate(urls)) + "</body></opml>")
        mynews = [os.path.abspath(flags.binary), "--data", f"{work}/data"]
        free = dict(os.environ, MYNEWS_FETCH_ALLOW_PRIVATE=f"127.0.0.1:{port}")
        subprocess.run(mynews + ["add", f"{work}/feeds.opml"], env=free, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        runs = [("first refresh", ["refresh"]), ("again, all", ["refresh", "--all"]), ("again, due", ["refresh"]), ("edition", ["today"])]
        first = None
        for name, arguments in runs:
            run = measured(mynews + arguments, env=free)
            first = first or run
            say(f"mynews {name}", run)
        doctor = json.loads(subprocess.run(mynews + ["--json", "doctor"], env=free, capture_output=True).stdout)
        print(f"{'kept':<28} {doctor['articles']} articles in {doctor['stories']} stories, {doctor['database']['bytes'] / 1e6:.1f} MB on disk")
        if shutil.which("newsboat"):
            with open(f"{work}/urls", "w") as file:
                file.write("\n".join(urls) + "\n")
            with open(f"{work}/config", "w") as file:
                file.write("reload-threads 4\n")
            peer = measured(["newsboat", "-u", f"{work}/urls", "-c", f"{work}/cache.db", "-C", f"{work}/config", "-x", "reload"], env=dict(os.environ, HOME=work))
            say("newsboat (same feeds)", peer)
            print(f"ratio of CPU to newsboat     {first['cpu'] / peer['cpu']:.2f} (newsboat neither groups nor ranks nor indexes)")


main()
