"""What `pre-commit` installs for the hooks of `.pre-commit-hooks.yaml`: the wheel of the same version, so that nobody
needs a compiler. The wheel itself is built from `packaging/python`."""

import pathlib
import re

from setuptools import setup

CARGO = (pathlib.Path(__file__).parent / "Cargo.toml").read_text(encoding="utf-8")
VERSION = re.search(r'^version = "(.+)"$', CARGO, re.MULTILINE).group(1)

setup(name="irlint-hooks", version=VERSION, py_modules=[], install_requires=[f"irlint=={VERSION}"])
