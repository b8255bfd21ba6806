//! The rows of the commands that are about plans.

use super::table::Cell::Run;
use super::table::Input::{
    ClosedPipe, Empty, Encoding, Folder, FullDisk, FullOutput, Huge, Interrupt, Missing, ReadOnly, Unreadable,
};
use super::table::{FULL, Row, STOPPED, WRITES_NOTHING};

/// The rows.
pub const ROWS: &[Row] = &[
    (
        "check",
        &[
            (Missing, Run("check missing.irp", 2, "there is no file or folder `missing.irp`")),
            (Missing, Run("check plan.irp/below", 2, "cannot read `plan.irp/below`: not a directory")),
            (
                Missing,
                Run("check plan.irp --config missing.toml", 2, "there is no file or folder `missing.toml`"),
            ),
            (
                Missing,
                Run("check plan.irp --baseline missing.toml", 2, "there is no file or folder `missing.toml`"),
            ),
            (Missing, Run("check plan.irp --policies missing", 2, "there is no file or folder `missing`")),
            (Unreadable, Run("check secret.irp", 2, "cannot read `secret.irp`: permission denied")),
            (Unreadable, Run("check closed", 2, "cannot read `closed`: permission denied")),
            (
                Unreadable,
                Run("check plan.irp --config secret.toml", 2, "cannot read `secret.toml`: permission denied"),
            ),
            (
                Unreadable,
                Run(
                    "check plan.irp --baseline secret.toml",
                    2,
                    "cannot read `secret.toml`: permission denied",
                ),
            ),
            (
                Unreadable,
                Run("check plan.irp --policies closed", 2, "cannot read `closed`: permission denied"),
            ),
            (Empty, Run("check empty", 3, "there is no plan in `empty`")),
            (Empty, Run("check silent.irp", 3, "no plan says anything")),
            (Empty, Run("check plan.irp --policies empty", 2, "the policy folder `empty` holds no rule")),
            (Empty, Run("check plan.irp --baseline silent.irp", 2, "`version` is missing here")),
            (Huge, Run("check huge.irp", 2, "the file is larger than 64 MiB, the most that is read")),
            (Huge, Run("check plan.irp --config huge.toml", 2, "`huge.toml` is larger than 64 MiB")),
            (Huge, Run("check plan.irp --baseline huge.toml", 2, "`huge.toml` is larger than 64 MiB")),
            (Huge, Run("check plan.irp --policies huge", 2, "is larger than 64 MiB")),
            (Encoding, Run("check utf16.irp", 2, "the file is UTF-16, not UTF-8")),
            (Encoding, Run("check latin.irp", 2, "the file is not UTF-8 from here on")),
            (Encoding, Run("check plan.irp --config latin.irp", 2, "`latin.irp` is not UTF-8 text")),
            (Encoding, Run("check plan.irp --policies latin", 2, "`latin/latin.irpolicy` is not UTF-8 text")),
            (Folder, Run("check folder.irp", 3, "there is no plan in `folder.irp`")),
            (Folder, Run("check plan.irp --config empty", 2, "cannot read `empty`: is a directory")),
            (Folder, Run("check plan.irp --baseline empty", 2, "cannot read `empty`: is a directory")),
            (Folder, Run("check plan.irp --output json=empty", 2, "cannot write `empty`: is a directory")),
            (
                ReadOnly,
                Run(
                    "check plan.irp --output json=locked.irp",
                    2,
                    "cannot write `locked.irp`: permission denied",
                ),
            ),
            (
                ReadOnly,
                Run(
                    "check plan.irp --output json=locked/new",
                    2,
                    "cannot write `locked/new`: permission denied",
                ),
            ),
            (
                ReadOnly,
                Run("check plan.irp --baseline locked/new --write-baseline", 2, "cannot write `locked/new`"),
            ),
            (
                FullDisk,
                Run("check plan.irp --output json=old.json", 2, "cannot write `old.json`: file too large"),
            ),
            (
                FullDisk,
                Run("check plan.irp --baseline new.toml --write-baseline", 2, "cannot write `new.toml`"),
            ),
            (FullOutput, Run("check plan.irp", 2, FULL)),
            (FullOutput, Run("check plan.irp --show-files", 2, FULL)),
            (ClosedPipe, Run("check plan.irp", 1, "")),
            (Interrupt, Run("check plan.irp --config pipe", STOPPED, "")),
            (Interrupt, Run("check -", STOPPED, "")),
        ],
    ),
    (
        "probe",
        &[
            (Missing, Run("probe missing.irp", 2, "there is no file or folder `missing.irp`")),
            (Unreadable, Run("probe secret.irp", 2, "cannot read `secret.irp`: permission denied")),
            (Empty, Run("probe empty", 3, "there is no plan in `empty`")),
            (Empty, Run("probe silent.irp", 3, "no plan says anything")),
            (Huge, Run("probe huge.irp", 2, "the file is larger than 64 MiB")),
            (Encoding, Run("probe utf16.irp", 2, "the file is UTF-16, not UTF-8")),
            (Encoding, Run("probe latin.irp", 2, "the file is not UTF-8 from here on")),
            (Folder, Run("probe folder.irp", 3, "there is no plan in `folder.irp`")),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("probe plan.irp", 2, FULL)),
            (ClosedPipe, Run("probe plan.irp", 0, "")),
            (Interrupt, Run("probe plan.irp --config pipe", STOPPED, "")),
        ],
    ),
    (
        "matrix",
        &[
            (Missing, Run("matrix missing.irp", 2, "there is no file or folder `missing.irp`")),
            (Unreadable, Run("matrix secret.irp", 2, "cannot read `secret.irp`: permission denied")),
            (Empty, Run("matrix empty", 3, "there is no plan in `empty`")),
            (Empty, Run("matrix silent.irp", 3, "there is nothing to draw")),
            (Huge, Run("matrix huge.irp", 2, "the file is larger than 64 MiB")),
            (Encoding, Run("matrix utf16.irp", 2, "the file is UTF-16, not UTF-8")),
            (Encoding, Run("matrix latin.irp", 2, "the file is not UTF-8 from here on")),
            (Folder, Run("matrix folder.irp", 3, "there is no plan in `folder.irp`")),
            (Folder, Run("matrix plan.irp -o folder.svg", 2, "cannot write `folder.svg`: is a directory")),
            (
                ReadOnly,
                Run(
                    "matrix plan.irp -o locked/new.svg",
                    2,
                    "cannot write `locked/new.svg`: permission denied",
                ),
            ),
            (FullDisk, Run("matrix plan.irp -o new.svg", 2, "cannot write `new.svg`: file too large")),
            (FullOutput, Run("matrix plan.irp", 2, FULL)),
            (FullOutput, Run("matrix plan.irp -o new.md", 2, FULL)),
            (ClosedPipe, Run("matrix plan.irp", 0, "")),
            (Interrupt, Run("matrix plan.irp --config pipe", STOPPED, "")),
        ],
    ),
    (
        "duties",
        &[
            (Missing, Run("duties missing.irp", 2, "there is no file or folder `missing.irp`")),
            (Unreadable, Run("duties secret.irp", 2, "cannot read `secret.irp`: permission denied")),
            (Empty, Run("duties empty", 3, "there is no plan in `empty`")),
            (Empty, Run("duties silent.irp", 3, "there is nothing to draw")),
            (Huge, Run("duties huge.irp", 2, "the file is larger than 64 MiB")),
            (Encoding, Run("duties utf16.irp", 2, "the file is UTF-16, not UTF-8")),
            (Encoding, Run("duties latin.irp", 2, "the file is not UTF-8 from here on")),
            (Folder, Run("duties folder.irp", 3, "there is no plan in `folder.irp`")),
            (Folder, Run("duties owes.irp -o folder.svg", 2, "cannot write `folder.svg`: is a directory")),
            (
                ReadOnly,
                Run(
                    "duties owes.irp -o locked/report.svg",
                    2,
                    "cannot write `locked/report.svg`: permission denied",
                ),
            ),
            (FullDisk, Run("duties owes.irp -o report.svg", 2, "cannot write `report.svg`: file too large")),
            (FullOutput, Run("duties owes.irp", 2, FULL)),
            (FullOutput, Run("duties owes.irp -o report.md", 2, FULL)),
            (ClosedPipe, Run("duties owes.irp", 0, "not drawn")),
            (Interrupt, Run("duties owes.irp --config pipe", STOPPED, "")),
        ],
    ),
    (
        "coverage",
        &[
            (
                Missing,
                Run("coverage missing.irp --standard eu-nis2", 2, "there is no file or folder `missing.irp`"),
            ),
            (
                Unreadable,
                Run(
                    "coverage secret.irp --standard eu-nis2",
                    2,
                    "cannot read `secret.irp`: permission denied",
                ),
            ),
            (Empty, Run("coverage empty --standard eu-nis2", 3, "there is no plan in `empty`")),
            (Empty, Run("coverage silent.irp --standard eu-nis2", 3, "`silent.irp` says nothing")),
            (Huge, Run("coverage huge.irp --standard eu-nis2", 2, "the file is larger than 64 MiB")),
            (Encoding, Run("coverage utf16.irp --standard eu-nis2", 2, "the file is UTF-16, not UTF-8")),
            (Encoding, Run("coverage latin.irp --standard eu-nis2", 2, "the file is not UTF-8 from here on")),
            (Folder, Run("coverage folder.irp --standard eu-nis2", 3, "there is no plan in `folder.irp`")),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("coverage plan.irp --standard nist-csf-2", 2, FULL)),
            (ClosedPipe, Run("coverage plan.irp --standard nist-csf-2", 0, "")),
            (Interrupt, Run("coverage plan.irp --standard nist-csf-2 --config pipe", STOPPED, "")),
        ],
    ),
    (
        "whatif",
        &[
            (
                Missing,
                Run("whatif missing.irp --set a.model=paas", 2, "there is no file or folder `missing.irp`"),
            ),
            (
                Unreadable,
                Run("whatif secret.irp --set a.model=paas", 2, "cannot read `secret.irp`: permission denied"),
            ),
            (Empty, Run("whatif empty --set a.model=paas", 3, "there is no plan in `empty`")),
            (Empty, Run("whatif silent.irp --set a.model=paas", 2, "nothing in the plan is called `a`")),
            (Huge, Run("whatif huge.irp --set a.model=paas", 2, "the file is larger than 64 MiB")),
            (Encoding, Run("whatif utf16.irp --set a.model=paas", 2, "the file is UTF-16, not UTF-8")),
            (Encoding, Run("whatif latin.irp --set a.model=paas", 2, "the file is not UTF-8 from here on")),
            (Folder, Run("whatif folder.irp --set a.model=paas", 3, "there is no plan in `folder.irp`")),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("whatif plan.irp --set a.model=paas", 2, FULL)),
            (ClosedPipe, Run("whatif plan.irp --set a.model=paas", 1, "")),
            (Interrupt, Run("whatif plan.irp --set a.model=paas --config pipe", STOPPED, "")),
        ],
    ),
    (
        "why",
        &[
            (Missing, Run("why asset-missing missing.irp", 2, "there is no file or folder `missing.irp`")),
            (
                Unreadable,
                Run("why asset-missing secret.irp", 2, "cannot read `secret.irp`: permission denied"),
            ),
            (Empty, Run("why asset-missing empty/", 3, "there is no plan in `empty/`")),
            (Empty, Run("why asset-missing a silent.irp", 2, "the plan names nothing")),
            (
                Huge,
                Run(
                    "why asset-missing huge.irp",
                    2,
                    "the plan is not read whole, because of 1 mistake in it",
                ),
            ),
            (Encoding, Run("why asset-missing utf16.irp", 2, "the plan is not read whole")),
            (Encoding, Run("why asset-missing latin.irp", 2, "the plan is not read whole")),
            (Folder, Run("why asset-missing folder.irp", 3, "there is no plan in `folder.irp`")),
            (ReadOnly, WRITES_NOTHING),
            (FullDisk, WRITES_NOTHING),
            (FullOutput, Run("why asset-missing plan.irp", 2, FULL)),
            (ClosedPipe, Run("why asset-missing plan.irp", 0, "")),
            (Interrupt, Run("why asset-missing plan.irp --config pipe", STOPPED, "")),
        ],
    ),
];
