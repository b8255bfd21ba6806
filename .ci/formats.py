#!/usr/bin/env python3
"""Checks the outputs of `irlint check` with the programs that read them.

    formats.py IRLINT FOLDER

IRLINT is the program, FOLDER holds the readers (`python`, `node`) and takes the outputs. Every reader is also given an
output that was spoilt on purpose: one that accepts it proves nothing.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys
import tomllib

import icalendar
import jsonschema
import junitparser

ROOT = pathlib.Path(__file__).resolve().parent.parent
IRLINT, OWN = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
NODE = OWN / "node"
MULTITOOL = NODE / "node_modules/@microsoft/sarif-multitool-linux"
OUT = OWN / "out"
FORMATS = ["json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown"]
HOSTILE = (
    'plan p "P"\nperson anna "]]> </testcase> & <b>`[x](http://x.example) %0A ::stop-commands::x"\n'
    "role desk { primary: anna; backup: anna }\nrole lead { primary: anna; fone: none }\n"
)
# What is checked, each with flags of its own, and the exit code that it ends with.
CASES = [
    ("clean", ["fixtures/plans/clean"], 0),
    ("faulty", ["fixtures/plans/faulty", "fixtures/plans/real"], 1),
    ("broken", ["fixtures/syntax"], 2),
    ("nothing", ["policies"], 3),
    ("hostile", [str(OWN / "hostile")], 2),
    ("suppressed", ["fixtures/plans/clean", "--sarif-suppressions"], 0),
]
faults = []


def fault(text):
    faults.append(text)
    print(f"  FAULT: {text}")


def run(command, **more):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)


def write_all():
    """Writes every case in every format, in one run each."""
    hostile = OWN / "hostile"
    hostile.mkdir(parents=True, exist_ok=True)
    (hostile / "a b,c%:[x] plän.irp").write_text(HOSTILE, encoding="utf-8")
    for name, words, code in CASES:
        folder = OUT / name
        folder.mkdir(parents=True, exist_ok=True)
        outputs = [f"--output={form}={folder / form}" for form in FORMATS]
        dated = ["--isolated", "--as-of=2026-11-23", "--allow-past", "--format=compact"]
        ran = run([IRLINT, "check", *words, *dated, *outputs], cwd=ROOT)
        if ran.returncode != code:
            fault(f"{name}: ended with {ran.returncode} instead of {code}: {ran.stderr}")


def read(name, form):
    return json.loads((OUT / name / form).read_text(encoding="utf-8"))


def schema_accepts(path):
    command = [OWN / "python/bin/check-jsonschema", "--schemafile", MULTITOOL / "sarif-2.1.0.json", path]
    ran = run(command)
    return ran.returncode == 0, ran.stdout + ran.stderr


def multitool_says(path):
    """What the validator says with GitHub's own rules switched on; its exit code is 0 in any case."""
    report = pathlib.Path(f"{path}.report")
    command = [MULTITOOL / "Sarif.Multitool", "validate", path, "--rule-kind", "Sarif;Ghas"]
    ran = run([*command, "--level", "Error;Warning", "--output", report, "--log", "ForceOverwrite"])
    if not report.exists():
        return [f"no report: {ran.stdout}{ran.stderr}"]
    runs = json.loads(report.read_text(encoding="utf-8-sig"))["runs"]
    return [f"{one['ruleId']}: {one['message']}" for each in runs for one in each.get("results", [])]


def check_sarif(name):
    path = OUT / name / "sarif"
    good, said = schema_accepts(path)
    if not good:
        fault(f"{name}: sarif: {said}")
    for said in multitool_says(path):
        fault(f"{name}: sarif: {said}")
    findings = read(name, "json")["findings"]
    levels = collections.Counter(one["severity"] for one in findings if not one["accepted"] or name == "suppressed")
    summary = run([OWN / "python/bin/sarif", "summary", path])
    for level in ["error", "warning", "note"]:
        if f"{level}: {levels[level]}\n" not in summary.stdout:
            fault(f"{name}: `sarif summary` does not count {levels[level]} of level {level}: {summary.stdout}")
    print(f"  sarif: {sum(levels.values())} results")


def check_the_checkers_of_sarif():
    log = read("faulty", "sarif")
    log["runs"][0]["results"][0]["level"] = "fatal"
    bad = OUT / "bad-level.sarif"
    bad.write_text(json.dumps(log))
    if schema_accepts(bad)[0]:
        fault("the schema of SARIF accepts a level that there is not")
    log = read("faulty", "sarif")
    del log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    log["runs"][0]["results"][1]["ruleIndex"] = 4000
    bad = OUT / "bad-region.sarif"
    bad.write_text(json.dumps(log))
    if not multitool_says(bad):
        fault("the validator of SARIF says nothing about a result without a region")


def check_junit(name):
    output = read(name, "json")
    suites = {suite.name: suite for suite in junitparser.JUnitXml.fromfile(str(OUT / name / "junit"))}
    for plan in output["plans"]:
        suite = suites.get(plan["path"])
        if suite is None:
            fault(f"{name}: junit: there is no suite for {plan['path']}")
            continue
        cases = {case.name: case for case in suite}
        for rule, verdict in plan["rules"].items():
            check_case(name, output, rule, verdict, cases.get(rule))
        results = [case.result[0] if case.result else None for case in suite]
        failed = sum(isinstance(result, junitparser.Failure) for result in results)
        skipped = sum(isinstance(result, junitparser.Skipped) for result in results)
        if (suite.tests, suite.failures, suite.skipped) != (len(results), failed, skipped):
            fault(f"{name}: junit: the counts of {plan['path']} are wrong")
    failures = [case for suite in suites.values() for case in suite if case.result and case.result[0].type]
    if bool(failures) != bool(output["summary"]["failing"]):
        fault(f"{name}: junit: {len(failures)} failures, but {output['summary']['failing']} findings that fail the run")
    text = "".join(case.result[0].text for case in failures)
    lost = [one["message"] for one in output["findings"] if not one["accepted"] and one["severity"] == "error" and one["message"] not in text]
    if lost:
        fault(f"{name}: junit: these messages are lost: {lost}")
    print(f"  junit: {sum(len(list(suite)) for suite in suites.values())} cases, {len(failures)} failed")


def check_case(name, output, rule, verdict, case):
    if case is None:
        return fault(f"{name}: junit: there is no case for {rule}")
    kinds = [type(result).__name__ for result in case.result]
    passes = {"passed": [[]], "failed": [["Failure"], ["Skipped"], []], "undecided": [["Failure"], ["Skipped"], []]}
    if kinds not in passes.get(verdict, [["Skipped"]]):
        fault(f"{name}: junit: {rule} is {verdict}, and its case {kinds}")


# As GitLab describes its report of Code Quality.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def check_gitlab(name):
    """Keeps to the form, and says what the converter of SARIF makes of the other output."""
    issues = read(name, "gitlab")
    inside = name != "hostile"  # its folder lies in the repository, but is told from its top
    for error in jsonschema.Draft202012Validator(GITLAB).iter_errors(issues):
        fault(f"{name}: gitlab: {error.json_path}: {error.message}")
    prints = [issue["fingerprint"] for issue in issues]
    if len(set(prints)) != len(prints):
        fault(f"{name}: gitlab: a fingerprint stands there twice")
    if name != "suppressed" and inside:
        made = OUT / name / "codeclimate.json"
        run([OWN / "python/bin/sarif", "codeclimate", OUT / name / "sarif", "-o", made])
        key = lambda one: (one["check_name"], one["location"]["path"], one["location"]["lines"]["begin"])
        ours, theirs = (collections.Counter(map(key, each)) for each in [issues, json.loads(made.read_text())])
        if ours != theirs:
            fault(f"{name}: gitlab: other issues than of the SARIF output: {ours - theirs} and {theirs - ours}")
    print(f"  gitlab: {len(issues)} issues")


def check_json(name):
    validator = lambda kind: jsonschema.Draft202012Validator(json.loads((ROOT / f"schemas/{kind}.json").read_text()))
    for error in validator("output").iter_errors(read(name, "json")):
        fault(f"{name}: json: {error.json_path}: {error.message}")
    lines = (OUT / name / "jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        for error in validator("line").iter_errors(json.loads(line)):
            fault(f"{name}: jsonl: {error.json_path}: {error.message}")
    print(f"  json: {len(lines)} lines")


def check_calendar():
    """A program that reads calendars finds the days, the texts and no fault; it does find one that was planted."""
    path = OUT / "days.ics"
    dated = ["--isolated", "--as-of=2026-11-23", "--allow-past"]
    ran = run([IRLINT, "duties", "fixtures/plans/clean/havelstrom.irp", *dated, "-o", path], cwd=ROOT)
    if ran.returncode != 0:
        fault(f"calendar: ended with {ran.returncode}: {ran.stderr}")
    written = path.read_bytes()
    events = icalendar.Calendar.from_ical(written).walk("VEVENT")
    said = {str(event["SUMMARY"]): event["DTSTART"].dt.isoformat() for event in events}
    if said.get("Contract ends on: Alster Rückversicherung") != "2027-12-31" or any(event.errors for event in events):
        fault(f"calendar: {said}, {[event.errors for event in events]}")
    spoilt = icalendar.Calendar.from_ical(written.replace(b"VALUE=DATE:20", b"VALUE=DATE:2O")).walk("VEVENT")
    if not any(event.errors for event in spoilt):
        fault("the reader of calendars takes a day that is none")
    print(f"  calendar: {len(events)} events")


def check_schemas():
    schemas = sorted((ROOT / "schemas").glob("*.json"))
    ran = run([OWN / "python/bin/check-jsonschema", "--check-metaschema", *schemas])
    if ran.returncode != 0:
        fault(f"schemas: {ran.stdout}{ran.stderr}")
    settings = jsonschema.Draft202012Validator(json.loads((ROOT / "schemas/settings.json").read_text()))
    for path in [ROOT / "fixtures/house/irlint.toml", ROOT / "fixtures/settings/irlint.toml"]:
        for error in settings.iter_errors(tomllib.loads(path.read_text())):
            fault(f"{path}: {error.message}")


def check_github(name):
    """The annotations are byte for byte those that GitHub's own library writes."""
    path = OUT / name / "github"
    ran = run(["node", ROOT / ".ci/annotations.mjs", path], cwd=NODE, env={**os.environ, "NODE_PATH": str(NODE / "node_modules")})
    if ran.returncode != 0:
        fault(f"{name}: github: {ran.stdout}{ran.stderr}")
    else:
        print(f"  github: {ran.stdout.strip()}")


def main():
    write_all()
    for name, _, _ in CASES:
        print(f"{name}:")
        for check in [check_sarif, check_junit, check_gitlab, check_json, check_github]:
            check(name)
    check_the_checkers_of_sarif()
    check_calendar()
    check_schemas()
    if faults:
        sys.exit(f"{len(faults)} faults")


main()
