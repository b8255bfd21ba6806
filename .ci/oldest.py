"""Reads `cargo metadata` and says whether every crate works with the oldest Rust that Cargo.toml promises."""

import json
import sys


def number(version):
    """`1.88` as numbers that can be compared."""
    return tuple(int(part) for part in version.split(".")) + (0,) * (2 - version.count("."))


def main():
    metadata = json.load(sys.stdin)
    (own,) = [package for package in metadata["packages"] if package["name"] == "irlint"]
    promised = own["rust_version"]
    if promised is None:
        return "Cargo.toml promises no Rust version"
    crates = [package for package in metadata["packages"] if package["rust_version"]]
    if len(crates) < 2:
        return "no crate says which Rust it needs"
    newer = [package for package in crates if number(package["rust_version"]) > number(promised)]
    for package in newer:
        print(f"{package['name']} {package['version']} needs Rust {package['rust_version']}")
    if newer:
        return f"Cargo.toml promises Rust {promised}"
    print(f"Rust {promised} is promised, and none of {len(crates)} crates that say so needs a newer one.")
    print("Our own calls are held against it by clippy (incompatible_msrv, in the part lint).")
    return 0


sys.exit(main())
