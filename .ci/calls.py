"""Traces the program with strace and says what it does to the machine that it should not: talk to a network, start
another program, write to a file that nobody asked for, or look at anything above the top of the repository.

What is allowed stands in OUTSIDE, with the reason, and in CASES: the files that each command is asked to write. A file is
written beside its place as `.irlint-XXXXXX.tmp`, which then takes its name; that too is allowed, in the same folder.

Before that, programs of Python that do each of these things are traced, so that nothing passes because nothing is seen.

Needs strace. Usage: calls.py PROGRAM FOLDER, where everything is written below FOLDER."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

PLAN = """plan ours "Ours"
organisation acme { regimes: gdpr; acts_as: controller }
person anna
role lead "Lead" { primary: anna; backup: anna }
asset billing "Billing" { model: saas; owner: lead }
"""
RULE = """pack house "House rules" { version: "1"; schema: 1 }
rule lead-missing "There is a role" {
  severity: note
  require some role r
  message "There is no role."
  bad  { person anna }
  good { role lead }
}
"""

# What may be opened outside of the repository, and why.
OUTSIDE = [
    (r"/etc/ld\.so\.(cache|preload)", "the loader finds the libraries"),
    (r"(/usr)?/lib(64)?(/[\w.+-]+)*/lib[\w+-]+\.so(\.\d+)*", "the libraries of the system"),
    (r"/proc/self/(maps|cgroup|mountinfo|exe)", "how much stack and how many processors there are"),
    (r"/sys/fs/cgroup(/.*)?|/sys/devices/system/cpu(/.*)?", "how many processors there are"),
    (r"/etc/localtime|/etc/timezone|/usr/share/zoneinfo(/.*)?", "which day it is here"),
]

# Each command with the files that it is asked to write, relative to the top of the repository.
CASES = [
    ("check", []),
    ("check plan.irp", []),
    ("check sub/plan.irp", []),
    ("check plan.irp --baseline known.toml", []),
    ("check plan.irp --baseline known.toml --prune-baseline", ["known.toml"]),
    ("check plan.irp --baseline new.toml --write-baseline", ["new.toml"]),
    ("check plan.irp --statistics --output json=out/all.json --output sarif=all.sarif", ["out/all.json", "all.sarif"]),
    ("fmt --check", []),
    ("fmt untidy.irp", ["untidy.irp"]),
    ("test policies", []),
    ("test policies --coverage", []),
    ("test policies --mutate", []),
    ("duties plan.irp", []),
    ("init --yes sub", ["sub/incident-response.irp", "sub/irlint.toml"]),
    ("matrix plan.irp", []),
    ("matrix plan.irp -o chart.svg", ["chart.svg"]),
    ("whatif plan.irp --set billing.model=paas", []),
    ("coverage plan.irp --standard nist-csf-2", []),
    ("probe plan.irp --select core", []),
    ("explain lead-missing", []),
    ("why lead-missing plan.irp", []),
    ("rules", []),
    ("packs", []),
    ("lock", ["irlint.lock"]),
    ("schema output", []),
    ("man check", []),
    ("completions bash", []),
]

# Commands that read no file of ours, so that nothing of them can be seen but that they do no harm.
READ_NOTHING = ("init", "schema", "man", "completions")

WRITING = {"creat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "link", "linkat",
           "symlink", "symlinkat", "truncate", "chmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchownat", "mknod",
           "mknodat", "utimensat", "setxattr"}
TWO_PATHS = {"rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"}
# Calls that open nothing: they say whether a name is there, and where a link leads.
LOOKING = {"stat", "lstat", "statx", "newfstatat", "readlink", "readlinkat", "access", "faccessat", "faccessat2"}

# Programs that do what is forbidden, and what has to be said of them. `{above}` is a file above the repository.
CULPRITS = [
    ("import socket; socket.socket().connect_ex(('127.0.0.1', 9))", "talks to a network: socket"),
    ("open('{above}').read()", "opens what is outside of the repository: {above}"),
    ("import os; os.path.exists('{above}')", "looks at what is outside of the repository: {above}"),
    ("open('plan.irp.bak', 'w')", "writes to what nobody asked for: plan.irp.bak"),
    ("import os; os.rename('untidy.irp', 'tidy.irp')", "writes to what nobody asked for: tidy.irp"),
    ("import os; os.mkdir('new')", "writes to what nobody asked for: new"),
    ("import os; os.system('true')", "starts another program"),
    ("pass", "reads no file of the repository"),
]


def repository(folder):
    """A repository with a plan and policies, and traps around it."""
    shutil.rmtree(folder, ignore_errors=True)
    texts = {
        "irlint.toml": "select = ['nothing']\n", ".gitignore": "*\n", "above.irp": PLAN, "home/irlint.toml": "x = 1\n",
        "top/.git/HEAD": "", "top/irlint.toml": 'policies = ["policies"]\n', "top/policies/house.irpolicy": RULE,
        "top/plan.irp": PLAN, "top/sub/plan.irp": PLAN, "top/untidy.irp": "plan   p\nrole  r\n", "top/out/keep": "",
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "top"


def traced(command, top, log):
    """The calls of a command, and how it ended."""
    environment = {"HOME": str(top.parent / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    calls = "trace=%file,%network,%process,io_uring_setup"
    strace = ["strace", "-f", "-qq", "-y", "-s", "4096", "-e", calls, "-e", "signal=none", "-o", str(log)]
    ran = subprocess.run(strace + command, cwd=top, env=environment, capture_output=True, text=True, check=False,
                         stdin=subprocess.DEVNULL)
    return log.read_text(encoding="utf-8", errors="replace").splitlines(), ran


def places(name, rest, top):
    """The files that a call is about."""
    at = re.match(r"(?:AT_FDCWD|\d+)<([^>]*)>", rest)
    base = at[1] if at else str(top)
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', rest)
    # Without a path, a call is about a file that was opened before.
    return [os.path.normpath(os.path.join(base, text)) for text in texts[: 2 if name in TWO_PATHS else 1] if text]


def faults_of(lines, top, asked):
    """What of the calls is not allowed."""
    faults, started, own = set(), 0, False
    above = {str(parent) for parent in top.parents} | {str(top.parent / "home")}
    for line in lines:
        found = re.match(r"\d+\s+(\w+)\((.*)", line)
        if not found:
            continue
        name, rest = found.groups()
        if name in ("execve", "execveat"):
            started += 1
        elif name in ("socket", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "recvfrom",
                      "recvmsg", "socketpair", "io_uring_setup"):
            faults.add(f"talks to a network: {name}")
        elif name in ("clone", "clone3", "fork", "vfork", "wait4", "exit", "exit_group", "kill", "tgkill"):
            continue
        else:
            for path in places(name, rest, top):
                inside = path == str(top) or path.startswith(f"{top}/")
                short = os.path.relpath(path, top) if inside else path
                writes = name in WRITING or re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)", rest)
                own = own or (inside and name in ("open", "openat") and short.endswith((".irp", ".irpolicy")))
                if writes and not is_asked(short, asked):
                    faults.add(f"writes to what nobody asked for: {short}")
                elif not inside and name in LOOKING and path in above:
                    continue  # the real path of the repository and of the home folder: link or not, and no more
                elif not inside and not any(re.fullmatch(allowed, path) for allowed, _ in OUTSIDE):
                    verb = "looks at" if name in LOOKING else "opens"
                    faults.add(f"{verb} what is outside of the repository: {path}")
    if started != 1:
        faults.add("starts another program")
    if not own:
        faults.add("reads no file of the repository")
    return faults


def is_asked(path, asked):
    """Whether a path is one that is asked for, its folder, or the temporary file beside it."""
    folders = {os.path.dirname(one) for one in asked}
    temporary = re.fullmatch(r"\.irlint-\w+\.tmp", os.path.basename(path)) and os.path.dirname(path) in folders
    return path in asked or path in folders or bool(temporary)


def main():
    program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    faults = []
    for script, wanted in CULPRITS:
        top = repository(folder / "world")
        above = str(top.parent / "above.irp")
        python = [sys.executable, "-c", script.replace("{above}", above)]
        said = faults_of(traced(python, top, folder / "log")[0], top, [])
        if wanted.replace("{above}", above) not in said:
            faults.append(f"`{script}` is not noticed: {sorted(said)}")
    print(f"{len(CULPRITS)} programs that do harm, or nothing, were traced.")
    for words, asked in CASES:
        top = repository(folder / "world")
        (top / "known.toml").write_text("version = 1\n", encoding="utf-8")
        lines, ran = traced([str(program), *words.split()], top, folder / "log")
        said = faults_of(lines, top, asked)
        if words.startswith(READ_NOTHING):
            said.discard("reads no file of the repository")
        missing = [path for path in asked if not (top / path).is_file()]
        if ran.returncode not in (0, 1) or missing:
            said.add(f"ended with {ran.returncode}, missing {missing}: {ran.stdout}{ran.stderr}")
        left = [str(path) for path in folder.rglob(".irlint-*")]
        if left:
            said.add(f"leaves {left}")
        print(f"irlint {words}: {len(lines)} calls, ended with {ran.returncode}")
        faults += [f"irlint {words}: {fault}" for fault in sorted(said)]
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
