"""Sorts what the programs printed into the two parts of the corpus: standard input is lines of JSON of one language.

Two bugs in five go to the part that nobody looks at while grouping is tuned; which ones is decided by their names.
Paths of the machine that ran the programs are replaced by those that a server would have.
"""
import json
import pathlib
import re
import sys
import zlib

SCORE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "score"
PARTS = ("tuning", "untouched")


def part(name):
    return PARTS[1] if zlib.crc32(name.encode()) % 5 < 2 else PARTS[0]


def seeds(language, replacements):
    lines = {name: [] for name in PARTS}
    printed = sorted((json.loads(line) for line in sys.stdin), key=lambda seed: part(seed["bug"]), reverse=True)
    known = set()
    for seed in printed:
        seed["chain"] = [thrown(t, replacements) for t in seed["chain"]]
        if report(seed) in known:
            print("left out, as it is reported like another:", seed["bug"])
            continue
        known.add(report(seed))
        lines[part(seed["bug"])].append(json.dumps(seed, ensure_ascii=False, separators=(",", ":")))
    for name, texts in lines.items():
        (SCORE / name / (language + ".jsonl")).write_text("".join(t + "\n" for t in texts))
    print(language, {name: len(texts) for name, texts in lines.items()})


def report(seed):
    """What tells bugs apart: everything but lines."""
    return json.dumps([dict(t, frames=[dict(f, line=0) for f in t["frames"]]) for t in seed["chain"]])


def thrown(exception, replacements):
    exception["value"] = clean(exception["value"], replacements)
    for frame in exception["frames"]:
        for key in ("file", "module", "function", "context"):
            frame[key] = clean(frame.get(key, ""), replacements)[:200]
        for key in ("module", "context"):
            if not frame[key]:
                del frame[key]
    return exception


def clean(text, replacements):
    for old, new in replacements:
        text = re.sub(old, new, text)
    return text


def templates():
    source = pathlib.Path(__file__).resolve().parent / "log-templates.txt"
    lines = {name: [] for name in PARTS}
    for line in source.read_text().splitlines():
        lines[part(line)].append(line)
    for name, texts in lines.items():
        (SCORE / name / "log-templates.txt").write_text("".join(t + "\n" for t in texts))
    print("log templates", {name: len(texts) for name, texts in lines.items()})


if __name__ == "__main__":
    if sys.argv[1] == "templates":
        templates()
    else:
        pairs = [argument.split("=>", 1) for argument in sys.argv[2:]]
        seeds(sys.argv[1], pairs)
