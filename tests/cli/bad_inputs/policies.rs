//! The rows of the commands that are about policies, and about files as texts.

use super::table::Cell::{Never, Run};
use super::table::Input::{
    ClosedPipe, Empty, Encoding, Folder, FullDisk, FullOutput, Huge, Interrupt, Missing, ReadOnly, Unreadable,
};
use super::table::{FULL, READS_NOTHING, Row, STOPPED, WRITES_NOTHING};

/// The rows.
pub const ROWS: &[Row] = &[
    (
        "test",
        &[
            (Missing, Run("test missing", 2, "there is no file or folder `missing`")),
            (
                Missing,
                Run("test house --mutate --survivors missing", 2, "cannot read `missing`: no such file"),
            ),
            (Unreadable, Run("test closed", 2, "cannot read `closed`: permission denied")),
            (
                Unreadable,
                Run(
                    "test house --mutate --survivors secret.toml",
                    2,
                    "cannot read `secret.toml`: permission denied",
                ),
            ),
            (Empty, Run("test empty", 3, "`empty`")),
            (Empty, Run("test silent.irp", 2, "`silent.irp` is about no rule")),
            (Huge, Run("test huge", 2, "is larger than 64 MiB")),
            (Encoding, Run("test latin", 2, "`latin/latin.irpolicy` is not UTF-8 text")),
            (Encoding, Run("test house --mutate --survivors latin.irp", 2, "cannot read `latin.irp`")),
            (Folder, Run("test folder.irp", 3, "`folder.irp`")),
            (Folder, Run("test house --mutate --survivors empty", 2, "cannot read `empty`: is a directory")),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("test house", 2, FULL)),
            (FullOutput, Run("test house --mutate", 2, FULL)),
            (ClosedPipe, Run("test house", 0, "")),
            (Interrupt, Run("test house --mutate --survivors pipe", STOPPED, "")),
        ],
    ),
    (
        "explain",
        &[
            (
                Missing,
                Run("explain asset-missing --policies missing", 2, "there is no file or folder `missing`"),
            ),
            (
                Unreadable,
                Run("explain asset-missing --policies closed", 2, "cannot read `closed`: permission denied"),
            ),
            (
                Empty,
                Run("explain asset-missing --policies empty", 2, "the policy folder `empty` holds no rule"),
            ),
            (Huge, Run("explain asset-missing --config huge.toml", 2, "`huge.toml` is larger than 64 MiB")),
            (Encoding, Run("explain asset-missing --config latin.irp", 2, "`latin.irp` is not UTF-8 text")),
            (Folder, Run("explain asset-missing --config empty", 2, "cannot read `empty`: is a directory")),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("explain asset-missing", 2, FULL)),
            (ClosedPipe, Run("explain asset-missing", 0, "")),
            (Interrupt, Run("explain asset-missing --config pipe", STOPPED, "")),
        ],
    ),
    (
        "rules",
        &[
            (Missing, Run("rules --policies missing", 2, "there is no file or folder `missing`")),
            (Unreadable, Run("rules --policies closed", 2, "cannot read `closed`: permission denied")),
            (Empty, Run("rules --policies empty", 2, "the policy folder `empty` holds no rule")),
            (Huge, Run("rules --policies huge", 2, "is larger than 64 MiB")),
            (Encoding, Run("rules --policies latin", 2, "`latin/latin.irpolicy` is not UTF-8 text")),
            (Folder, Run("rules --config empty", 2, "cannot read `empty`: is a directory")),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("rules", 2, FULL)),
            (ClosedPipe, Run("rules", 0, "")),
            (Interrupt, Run("rules --config pipe", STOPPED, "")),
        ],
    ),
    (
        "packs",
        &[
            (Missing, Run("packs --policies missing", 2, "there is no file or folder `missing`")),
            (Unreadable, Run("packs --policies closed", 2, "cannot read `closed`: permission denied")),
            (Empty, Run("packs --policies empty", 2, "the policy folder `empty` holds no rule")),
            (Huge, Run("packs --policies huge", 2, "is larger than 64 MiB")),
            (Encoding, Run("packs --policies latin", 2, "`latin/latin.irpolicy` is not UTF-8 text")),
            (Folder, Run("packs --config empty", 2, "cannot read `empty`: is a directory")),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("packs", 2, FULL)),
            (ClosedPipe, Run("packs", 0, "")),
            (Interrupt, Run("packs --config pipe", STOPPED, "")),
        ],
    ),
    (
        "init",
        &[
            (Missing, READS_NOTHING),
            (Unreadable, READS_NOTHING),
            (Empty, READS_NOTHING),
            (Huge, READS_NOTHING),
            (Encoding, READS_NOTHING),
            (Folder, Run("init --yes plan.irp", 2, "cannot make the folder `plan.irp`")),
            (
                ReadOnly,
                Run("init --yes sealed", 2, "cannot write `sealed/incident-response.irp`: permission denied"),
            ),
            (
                ReadOnly,
                Run("init --yes locked/new", 2, "cannot make the folder `locked/new`: permission denied"),
            ),
            (
                FullDisk,
                Run("init --yes empty", 2, "cannot write `empty/incident-response.irp`: file too large"),
            ),
            (FullOutput, Run("init --yes started", 2, FULL)),
            (ClosedPipe, Run("init --yes begun", 0, "")),
            (Interrupt, Never("it waits for people at a terminal only, and writes after the last answer")),
        ],
    ),
    (
        "new",
        &[
            (
                Missing,
                Run(
                    "new rule a-missing --config missing.toml",
                    2,
                    "there is no file or folder `missing.toml`",
                ),
            ),
            (
                Unreadable,
                Run(
                    "new rule a-missing --config secret.toml",
                    2,
                    "cannot read `secret.toml`: permission denied",
                ),
            ),
            (Empty, Never("a folder that holds nothing is where a pack begins")),
            (Huge, Run("new rule a-missing --config huge.toml", 2, "`huge.toml` is larger than 64 MiB")),
            (Encoding, Run("new rule a-missing --config latin.irp", 2, "`latin.irp` is not UTF-8 text")),
            (Folder, Run("new rule a-missing --config empty", 2, "cannot read `empty`: is a directory")),
            (Folder, Run("new rule a-missing --policies plan.irp", 2, "cannot make the folder `plan.irp`")),
            (
                ReadOnly,
                Run(
                    "new rule a-missing --policies sealed",
                    2,
                    "cannot write `sealed/a-missing.irpolicy`: permission denied",
                ),
            ),
            (
                ReadOnly,
                Run(
                    "new rule a-missing --policies locked/new",
                    2,
                    "cannot make the folder `locked/new`: permission denied",
                ),
            ),
            (
                FullDisk,
                Run(
                    "new rule a-missing --policies empty",
                    2,
                    "cannot write `empty/a-missing.irpolicy`: file too large",
                ),
            ),
            (FullOutput, Run("new rule b-missing --policies made", 2, FULL)),
            (ClosedPipe, Run("new rule c-missing --policies made", 0, "")),
            (Interrupt, Run("new rule d-missing --config pipe", STOPPED, "")),
        ],
    ),
    (
        "fmt",
        &[
            (Missing, Run("fmt missing.irp", 2, "there is no file or folder `missing.irp`")),
            (Unreadable, Run("fmt secret.irp", 2, "cannot read `secret.irp`: permission denied")),
            (Unreadable, Run("fmt closed", 2, "cannot read `closed`: permission denied")),
            (Empty, Run("fmt empty", 3, "there is nothing to lay out in `empty`")),
            (Empty, Run("fmt silent.irp", 0, "1 unchanged")),
            (Huge, Run("fmt huge.irp", 2, "`huge.irp` is larger than 64 MiB")),
            (Encoding, Run("fmt latin.irp", 2, "`latin.irp` is not UTF-8 text")),
            (Encoding, Run("fmt utf16.irp", 2, "`utf16.irp` is not UTF-8 text")),
            (Folder, Run("fmt folder.irp", 3, "there is nothing to lay out in `folder.irp`")),
            (ReadOnly, Run("fmt locked.irp", 2, "cannot write `locked.irp`: permission denied")),
            (ReadOnly, Run("fmt locked", 2, "cannot write `locked/plan.irp`: permission denied")),
            (FullDisk, Run("fmt untidy.irp", 2, "cannot write `untidy.irp`: file too large")),
            (FullOutput, Run("fmt --check untidy.irp", 2, FULL)),
            (FullOutput, Run("fmt --diff untidy.irp", 2, FULL)),
            (ClosedPipe, Run("fmt --check untidy.irp", 1, "")),
            (Interrupt, Run("fmt -", STOPPED, "")),
        ],
    ),
    (
        "lock",
        &[
            (Missing, Run("lock missing", 2, "there is no file or folder `missing`")),
            (Missing, Run("lock --config missing.toml", 2, "there is no file or folder `missing.toml`")),
            (Unreadable, Run("lock --config secret.toml", 2, "cannot read `secret.toml`: permission denied")),
            (Unreadable, Run("lock own/unread", 2, "cannot read `own/unread/policies`: permission denied")),
            (Empty, Run("lock empty", 2, "there is no `irlint.toml` for `empty`")),
            (Empty, Run("lock own/hollow", 2, "the policy folder `own/hollow/policies` holds no rule")),
            (Huge, Run("lock --config huge.toml", 2, "`huge.toml` is larger than 64 MiB")),
            (Encoding, Run("lock --config latin.irp", 2, "`latin.irp` is not UTF-8 text")),
            (Folder, Run("lock --config empty", 2, "cannot read `empty`: is a directory")),
            (ReadOnly, Run("lock locked", 2, "cannot write `locked/irlint.lock`: permission denied")),
            (FullDisk, Run("lock own", 2, "cannot write `own/irlint.lock`: file too large")),
            (FullOutput, Run("lock --check own/good", 2, FULL)),
            (ClosedPipe, Run("lock --check own/good", 0, "")),
            (Interrupt, Run("lock --config pipe", STOPPED, "")),
        ],
    ),
];
