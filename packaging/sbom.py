"""Reads the list of crates that cargo-cyclonedx made, and leaves in it what is in the program: macros that only ran while it
was built are taken out, and so is the folder it was built in.

    sbom.py TARGET <LIST >LIST
"""

import json
import os
import subprocess
import sys


def linked(target):
    """The crates, with their versions, that cargo links into the program."""
    words = ["cargo", "tree", "--locked", "--target", target, "--edges", "normal,no-proc-macro", "--prefix", "none",
             "--format", "{p}"]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return {tuple(line.split()[:2]) for line in said.splitlines() if line.strip()}


def main():
    text = sys.stdin.read().replace(f"path+file://{os.getcwd()}#", "").replace("?download_url=file://.", "")
    bom = json.loads(text)
    crates = linked(sys.argv[1])
    own = bom["metadata"]["component"]
    kept = [one for one in bom["components"] if (one["name"], f"v{one['version']}") in crates]
    lost = crates - {(one["name"], f"v{one['version']}") for one in [own, *kept]}
    if lost:
        return f"cargo-cyclonedx does not list {sorted(lost)}"
    refs = {one["bom-ref"] for one in [own, *kept]}
    bom["components"] = kept
    bom["dependencies"] = [
        one | {"dependsOn": [ref for ref in one.get("dependsOn", []) if ref in refs]}
        for one in bom["dependencies"] if one["ref"] in refs
    ]
    json.dump(bom, sys.stdout, indent=1)
    print()
    return 0


sys.exit(main())
