"""Unpacks the archive of a release as a user would, runs the program on the seed plan, and reads its list of crates: it keeps
to the schema of CycloneDX, and names every crate whose traces are in the program, and none that only ran while it was built.

Needs cyclonedx-python-lib with json-validation. Usage: unpacked.py ARCHIVE FOLDER, which is emptied."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

# As many crates at least leave a path in the program.
SEEN = 15
SEED = pathlib.Path("fixtures/plans/real/azure-security-response.irp")
WANTED = ["irlint", "README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "irlint.cdx.json", "man/irlint.1",
          "man/irlint-check.1", "completions/irlint.bash", "completions/_irlint", "completions/irlint.fish"]


def macros():
    """The crates that only run while the program is built."""
    said = subprocess.run(["cargo", "metadata", "--locked", "--format-version", "1"], check=True, capture_output=True).stdout
    packages = json.loads(said)["packages"]
    return {(one["name"], one["version"]) for one in packages if any("proc-macro" in t["kind"] for t in one["targets"])}


def traces(program):
    """The crates whose paths stand in the program, for the messages of its bugs."""
    found = re.findall(rb"/registry/src/[^/\x00]+/([A-Za-z0-9_-]+?)-(\d[0-9A-Za-z.+-]*)/", program.read_bytes())
    return {(name.decode(), version.decode()) for name, version in found}


def missing(home):
    """What the archive should hold and does not, or holds empty."""
    for name in WANTED:
        path = home / name
        if not path.is_file() or path.stat().st_size == 0:
            yield f"{name} is missing or empty"


def checks(home):
    """What goes wrong when the unpacked program checks the seed plan."""
    ran = subprocess.run([home / "irlint", "check", "--format", "json", SEED], capture_output=True, text=True)
    if ran.returncode != 1:
        yield f"the unpacked program ended with {ran.returncode} and not with 1: {ran.stderr}"
    else:
        print(f"the unpacked program finds {json.loads(ran.stdout)['summary']['findings']} gaps in the seed plan")


def listed(path, program):
    """What is wrong with the list of crates."""
    text = path.read_text(encoding="utf-8")
    fault = JsonStrictValidator(SchemaVersion.V1_5).validate_str(text)
    if fault is not None:
        yield f"{path.name} does not keep to the schema: {fault}"
    there = {(one["name"], one["version"]) for one in json.loads(text)["components"]}
    seen = traces(program)
    if len(seen) < SEEN:
        yield f"only {len(seen)} crates left a path in the program"
    yield from (f"{path.name} lacks {' '.join(one)}, which is in the program" for one in sorted(seen - there))
    yield from (f"{path.name} lists {' '.join(one)}, a macro" for one in sorted(there & macros()))
    if str(pathlib.Path.cwd()) in text:
        yield f"{path.name} tells the folder that it was built in"
    print(f"{path.name}: {len(there)} crates, of which {len(seen)} can be seen in the program")


def main():
    archive, folder = sys.argv[1:]
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(archive) as tar:
        entries = tar.getmembers()
        tar.extractall(folder, filter="data")
    (home,) = pathlib.Path(folder).iterdir()
    faults = [f"{one.name} has an owner" for one in entries if one.uid or one.gid or one.uname or one.gname]
    faults += [f"{one.name} has a day of its own" for one in entries if one.mtime != entries[0].mtime]
    faults += [*missing(home), *checks(home), *listed(home / "irlint.cdx.json", home / "irlint")]
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
