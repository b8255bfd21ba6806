"""Makes what the fuzzers start from: pieces of the plans, policies and settings of this repository, and dictionaries of the words
of both languages. All of it is made anew from grammar, schema, policies and fixtures, so that none of it can be stale.

    python3 seeds.py REPOSITORY FOLDER MOST

At most MOST seeds are made for a fuzzer.
"""

import hashlib
import re
import shutil
import sys
from pathlib import Path

# The longest piece, in characters: as long as `fuzz/run` lets a text be.
LONGEST = 4096

# What a text is broken with, besides the words of the languages.
SIGNS = ["\r\n", "\u202e", "\ufeff", "\u200b", "\0", "\x1b[31m", "é", "🔥", "99999999999", "9999-12-31", "2026-02-30", "0.0001",
         "+49 30 23125 101", "a@b.example", "https://x.example/", "Europe/Berlin", "Mon-Fri 09:00-17:00", "24x7", "</a>", "]]>",
         "::error::", "](x)", "|", "```irp\n", "```irpolicy\n", "```\n", "~~~irp\n"]

# The words of settings, known gaps and locks.
SETTINGS = ["required-version", "edition", "select", "ignore", "policies", "fail-on", "baseline", "[[overrides]]", "paths",
            "[packs.core]", "version = 1", "[[gap]]", "rule", "plan", "about", "count", "[sha256]", "note", "warning", "error",
            "'''", '"""', "{", "inf", "nan", "-0.0", "9223372036854775807", "0x", "1979-05-27T07:32:00Z", "!", "**", "\\u202e"]


def pieces(text):
    """A text whole if it is short, else its statements, as many together as are short."""
    if len(text) <= LONGEST:
        return [text]
    found, piece = [], ""
    for statement in re.split(r"(?<=\n)(?=[a-z#`])", text):
        if piece and len(piece) + len(statement) > LONGEST:
            found.append(piece)
            piece = ""
        piece += statement[:LONGEST]
    return found + [piece]


def samples(policy):
    """The plans that a policy carries: what stands in the braces of its samples."""
    for start in re.finditer(r"^\s*(?:bad|good|plan)\b[^{\n]*\{", policy, re.MULTILINE):
        depth, at = 1, start.end()
        while depth and at < len(policy):
            depth += {"{": 1, "}": -1}.get(policy[at], 0)
            at += 1
        yield policy[start.end():at - 1]


def texts(root, folders, pattern):
    for folder in folders:
        for path in sorted((root / folder).rglob(pattern)):
            try:
                yield path.read_text(encoding="utf-8")
            except (UnicodeDecodeError, IsADirectoryError):
                continue


def words(root):
    """The words and signs of the grammar, and all names of the schema."""
    found = set(SIGNS)
    for grammar in texts(root, ["grammar"], "*.pest"):
        for quoted in re.findall(r'"((?:[^"\\\n]|\\.)+)"', re.sub(r"^\s*//.*$", "", grammar, flags=re.MULTILINE)):
            found.add(quoted.replace("\\\\", "\\").replace('\\"', '"').replace("\\n", "\n"))
    for schema in texts(root, ["policies/schema"], "*.irpolicy"):
        bare = re.sub(r'"[^"\n]*"', "", re.sub(r"#.*$", "", schema, flags=re.MULTILINE))
        found.update(re.findall(r"[a-z][a-z0-9_]+", bare))
    for builtin in texts(root, ["src/policy/builtins"], "mod.rs"):
        found.update(re.findall(r'"([a-z_]+)\(', builtin))
    return found


def entry(word):
    """A line of a dictionary."""
    plain = "".join(chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\' else f"\\x{byte:02X}"
                    for byte in word.encode())
    return f'"{plain}"\n'


def main(root, folder, most):
    plans = [text for end in ("*.irp", "*.md") for text in texts(root, ["fixtures"], end)]
    policies = list(texts(root, ["policies", "fixtures"], "*.irpolicy"))
    settings = [text for end in ("*.toml", "*.lock") for text in texts(root, ["fixtures"], end)]
    # Samples are small plans, each about one rule.
    small = [sample for policy in policies for sample in samples(policy)]
    cut = lambda texts: [piece for text in texts for piece in pieces(text)]
    seeds = {
        "plan": cut(plans),
        "check": cut(plans) + cut(small),
        "policy": cut(policies),
        "fmt": cut(plans) + cut(policies),
        "settings": cut(settings),
    }
    shutil.rmtree(folder, ignore_errors=True)
    for target, texts_of_target in seeds.items():
        (folder / target).mkdir(parents=True)
        named = {hashlib.sha1(text.encode()).hexdigest(): text.encode() for text in texts_of_target}
        # By their digests: whatever is left out is of all kinds.
        for name in sorted(named)[:most]:
            (folder / target / name).write_bytes(named[name])
        found = SETTINGS if target == "settings" else words(root)
        (folder / f"{target}.dict").write_text("".join(entry(word) for word in sorted(found)), encoding="utf-8")
        count = len(named)
        # A list that got lost would make the fuzzers blind, and nobody would see it.
        if count < 20 or len(found) < 20:
            sys.exit(f"{target}: only {count} seeds and {len(found)} words were found")
        print(f"{target}: {min(count, most)} of {count} seeds, {len(found)} words")


main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
