"""Follows every link of a book that mdBook built: each file is there, and each anchor is in it. Needs no network.

    links.py BOOK
"""

import html.parser
import pathlib
import sys
import urllib.parse

# Made for a web server whose root it does not know: its links begin at that root.
ROOTED = {"404.html"}
# With fewer pages than this, the book was not built from all of the folder.
FEW = 100


class Page(html.parser.HTMLParser):
    """The anchors of a page, and what it links to."""

    def __init__(self, path):
        super().__init__()
        self.path, self.anchors, self.links = path, set(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name in ("href", "src") and value:
                self.links.append((self.getpos()[0], value))


def lost(page, pages, book):
    """What a page links to that is not there."""
    for line, link in page.links:
        address = urllib.parse.urlsplit(link)
        if address.scheme or address.netloc:
            continue
        target = page.path
        if address.path:
            target = (page.path.parent / urllib.parse.unquote(address.path)).resolve()
            target = target / "index.html" if target.is_dir() else target
        anchor = urllib.parse.unquote(address.fragment)
        if not target.is_file() or book not in target.parents:
            yield f"{page.path.relative_to(book)}:{line}: `{link}` leads to nothing"
        elif anchor and target.suffix == ".html" and anchor not in pages[target].anchors:
            yield f"{page.path.relative_to(book)}:{line}: `{link}` has no such anchor"


def main():
    book = pathlib.Path(sys.argv[1]).resolve()
    paths = [path for path in sorted(book.rglob("*.html")) if path.name not in ROOTED]
    pages = {path: Page(path) for path in paths}
    if len(pages) < FEW:
        return f"the book has only {len(pages)} pages"
    if not list(book.glob("searchindex*.js")):
        return "the book cannot be searched: its index is missing"
    faults = [fault for page in pages.values() for fault in lost(page, pages, book)]
    for fault in faults:
        print(fault)
    if faults:
        return f"{len(faults)} links are lost"
    links = sum(len(page.links) for page in pages.values())
    print(f"{len(pages)} pages, {links} links: none is lost.")
    return 0


sys.exit(main())
