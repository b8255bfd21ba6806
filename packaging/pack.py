"""Packs a folder so that the same files make the same bytes: names in order, one day, no owner.

    pack.py FOLDER ARCHIVE.tar.gz    the day is SOURCE_DATE_EPOCH
"""

import gzip
import os
import pathlib
import sys
import tarfile

DAY = int(os.environ["SOURCE_DATE_EPOCH"])
PROGRAMS = {"irlint", "irlint.exe"}


def plain(entry):
    """An entry of the archive without what differs from one machine to the next."""
    entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = DAY, 0, 0, "", ""
    program = entry.isdir() or pathlib.PurePosixPath(entry.name).name in PROGRAMS
    entry.mode = 0o755 if program else 0o644
    return entry


def main():
    folder, archive = pathlib.Path(sys.argv[1]), sys.argv[2]
    paths = [folder, *sorted(folder.rglob("*"), key=lambda path: path.as_posix())]
    with open(archive, "wb") as file, gzip.GzipFile("", "wb", 9, file, DAY) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for path in paths:
                tar.add(path, path.relative_to(folder.parent).as_posix(), recursive=False, filter=plain)


main()
