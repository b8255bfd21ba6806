"""Runs what build servers would run: the scripts of the GitHub Action and of the GitLab component, with the wheel in
PIP_FIND_LINKS, on a plan with a gap and on the mended one. Prints what it did; ends with 1 if one does not do its job.

Needs PyYAML. Usage: runners.py FOLDER, where everything is written below FOLDER."""

import json
import os
import pathlib
import re
import subprocess
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
GAP = 'plan ours "Ours"\nsupplier dfir { retained: yes; phone: none }\nscenario fire\n'
MENDED = 'plan ours "Ours"\nrole lead { backup: todo "Hiring" by 2099-01-01 }\n'
SELECT = "--fail-on warning --select scenario-not-practised,todo-overdue"


def run(script, folder, environment):
    """What a script of bash says, and how it ended."""
    ran = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment, text=True,
                         capture_output=True)
    return ran.stdout + ran.stderr, ran.returncode


def action(folder, arguments):
    """Runs the steps of the action as a runner does, with its inputs in the variables that it names."""
    described = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    inputs = {name: one["default"] for name, one in described["inputs"].items()}
    inputs |= {"arguments": arguments, "sarif": "out.sarif"}
    said = ""
    for step in described["runs"]["steps"]:
        environment = os.environ | {"RUNNER_TEMP": str(folder)}
        for name, value in step.get("env", {}).items():
            environment[name] = inputs[re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", value)[1]]
        text, code = run(step["run"], folder, environment)
        said += text
        if code:
            return said, code
    return said, 0


def component(folder, arguments):
    """Runs the job of the component, its inputs filled in as GitLab does."""
    text = (ROOT / "templates/irlint.gitlab-ci.yml").read_text(encoding="utf-8")
    spec, job = text.split("\n---\n")
    inputs = {name: one["default"] for name, one in yaml.safe_load(spec)["spec"]["inputs"].items()}
    inputs["arguments"] = arguments
    job = yaml.safe_load(re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda found: inputs[found[1]], job))["irlint"]
    environment = os.environ | job["variables"] | {"PATH": f"{folder}/irlint/bin:{os.environ['PATH']}"}
    said, code = run("\n".join(job["script"]), folder, environment)
    report = folder / job["artifacts"]["reports"]["codequality"]
    return said + report.read_text(encoding="utf-8") if report.exists() else said, code


def main():
    faults = []
    for name, runner in (("action", action), ("component", component)):
        folder = pathlib.Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        for plan, wanted, words in ((GAP, 1, "scenario-not-practised"), (MENDED, 0, "")):
            (folder / "plan.irp").write_text(plan, encoding="utf-8")
            said, code = runner(folder, SELECT)
            print(f"{name}: ended with {code}")
            if code != wanted or words not in said:
                faults.append(f"{name}: wanted {wanted} and `{words}`, and it said:\n{said}")
        if name == "action":
            rules = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
            print(f"action: SARIF with {len(rules)} results for the mended plan")
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
