"""A preprocessor of mdBook: links that lead out of the folder of the book go to the repository, and those to a `README.md` in it
to the `index` that mdBook makes of it.

mdBook calls it with `supports RENDERER`, or with the book on standard input, and takes the book from standard output.
"""

import json
import pathlib
import posixpath
import re
import sys

FENCE = re.compile(r"^\s*(```|~~~)")
TARGET = re.compile(r"\]\(([^)\s]+)\)")


def led(target, folder, source, repository):
    """Where a link to `target` must lead in a page in `folder`."""
    if "://" in target or target.startswith(("#", "mailto:")):
        return target
    path, _, anchor = target.partition("#")
    path = posixpath.normpath(posixpath.join(source, folder, path))
    if path.startswith(source + "/"):
        return re.sub(r"(^|/)README\.md(?=#|$)", r"\1index.md", target)
    if path.startswith("..") or not pathlib.Path(path).exists():
        sys.exit(f"{folder}: `{target}` leads to nothing")
    sort = "tree" if pathlib.Path(path).is_dir() else "blob"
    return f"{repository}/{sort}/main/{path}" + (f"#{anchor}" if anchor else "")


def page(text, folder, source, repository):
    """The text of a page with its links led there, but for what stands in fences."""
    lines, fenced = [], False
    for line in text.split("\n"):
        fenced ^= bool(FENCE.match(line))
        if not fenced:
            line = TARGET.sub(lambda found: f"]({led(found[1], folder, source, repository)})", line)
        lines.append(line)
    return "\n".join(lines)


def walk(items, source, repository):
    """Changes every chapter below `items`."""
    for item in items:
        chapter = item.get("Chapter") if isinstance(item, dict) else None
        if chapter is None:
            continue
        if chapter["path"]:
            folder = posixpath.dirname(chapter.get("source_path") or chapter["path"])
            chapter["content"] = page(chapter["content"], folder, source, repository)
        walk(chapter["sub_items"], source, repository)


def main():
    if sys.argv[1:2] == ["supports"]:
        return 0 if sys.argv[2] == "html" else 1
    context, book = json.load(sys.stdin)
    config = context["config"]
    source = config["book"]["src"]
    walk(book.get("items", book.get("sections")), source, config["output"]["html"]["git-repository-url"])
    json.dump(book, sys.stdout)
    return 0


sys.exit(main())
