//! Drawing views from outside: every form, what is marked, narrow terminals, hostile names, and how it ends.

use crate::sandbox::{Ran, Sandbox};

const PLAN: &str = "plan p \"Our plan\" { version: \"1\" }\n\
person eva { phone: +49 30 23125 101 }\n\
person tom\n\
role desk \"Duty desk\" { primary: eva; backup: tom }\n\
provider azure \"Azure\" { services: azure }\n\
asset web \"Web shop\" { provider: azure; model: paas; owner: desk }\n\
asset mail \"Mail\" { provider: azure; owner: none }\n\
detection siem { run_by: desk; watches: web; areas: data, config, identity, client, app }\n";

fn plan(name: &str) -> Sandbox {
    Sandbox::new(name).file("plan.irp", PLAN)
}

fn json(sandbox: &Sandbox, words: &str) -> serde_json::Value {
    serde_json::from_str(&sandbox.run(words).out).unwrap()
}

/// A pack with a view of its own.
fn house(name: &str, view: &str) -> Sandbox {
    let pack =
        format!("pack house \"House\" {{ version: \"1\"; schema: 1; source: \"House rule 7\" }}\n{view}\n");
    plan(name).file("irlint.toml", "policies = ['house']\n").file("house/a.irpolicy", pack)
}

const WATCHERS: &str = "view watchers \"Who watches what\" {\n  row detection d\n  fact \"Run by\" d.run_by\n  \
                        fact \"Watches\" d.watches\n  gap \"it watches nothing\" when d.watches is none\n}";

const AREAS: &str = "view levels(level lowest) \"Levels\" {\n  row asset a\n  column level l where l != lowest\n  \
                     show l\n}";

#[test]
fn cells_gaps_and_what_is_not_stated_are_shown() {
    let ran = plan("text").run("matrix plan.irp --view responsibility");
    ran.says(0, &["Who holds which area of each system\nOur plan (plan.irp), on 2026-11-23\n\n"]);
    assert_eq!(ran.err, "");
    let row = |title: &str| -> Vec<&str> {
        let lines = ran.out.lines().filter(|line| line.starts_with(title)).take(2);
        let words = lines.flat_map(|line| line.split("  ").skip(1)).map(str::trim);
        words.filter(|word| !word.is_empty()).collect()
    };
    let (c, p) = ("customer", "provider");
    assert_eq!(row("Web shop "), [c, c, c, c, "shared", "shared !", p, p, p, p]);
    assert_eq!(row("Mail ! "), ["?"; 10]);
    ran.says(
        0,
        &[
            "what the words mean:\n  data: customer data\n",
            "gaps, marked `!`:\n  Web shop: nothing of yours watches it (network controls), plan.irp:6:1\n  \
             Mail: nobody answers for Mail, plan.irp:7:1\n",
            "not stated, marked `?`:\n  asset `mail` does not state `model` (plan.irp:7:1)\n",
            "\n2 rows, 2 gaps, 10 cells not known\n",
        ],
    );
}

#[test]
fn a_wide_table_is_cut_into_groups_of_columns_that_fit() {
    let sandbox = plan("width");
    for width in ["60", "80", "100", "160"] {
        let ran = sandbox.run_with("matrix plan.irp --view responsibility", &[("COLUMNS", width)], b"");
        let table: Vec<&str> = ran.out.lines().take_while(|line| *line != "what the words mean:").collect();
        let most: usize = width.parse().unwrap();
        assert!(table.iter().all(|line| line.chars().count() <= most), "{width}: {ran:#?}");
        let groups = table.iter().filter(|line| line.starts_with("Web shop")).count();
        assert!(groups > 1 || most == 160, "{width}: {groups}");
    }
}

#[test]
fn a_column_that_fits_no_line_becomes_a_list() {
    let title = "The longest title that anybody ever gave to a thing that watches other things";
    let sandbox = house("list", WATCHERS)
        .file("plan.irp", PLAN.replace("detection siem", &format!("detection siem \"{title}\"")));
    let ran = sandbox.run_with("matrix plan.irp --view watchers", &[("COLUMNS", "60")], b"");
    ran.says(0, &[&format!("\nRun by:\n  {title}: Duty desk\n")]);
}

#[test]
fn colours_only_repeat_what_words_say() {
    let sandbox = plan("colour");
    let bare = sandbox.run("matrix plan.irp");
    assert!(!bare.out.contains('\u{1b}'), "{bare:#?}");
    let painted = sandbox.run("matrix plan.irp --color always");
    assert!(painted.out.contains("\u{1b}[1;31mshared !\u{1b}[0m"), "{painted:#?}");
    let mut rest = painted.out.clone();
    while let Some(start) = rest.find('\u{1b}') {
        let end = rest[start..].find('m').unwrap();
        rest.replace_range(start..=start + end, "");
    }
    assert_eq!(rest, bare.out);
    let none = sandbox.run_with("matrix plan.irp", &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], b"");
    assert_eq!(none.out, bare.out);
}

#[test]
fn plain_lines_say_each_cell_with_its_gap() {
    plan("plain").run("matrix plan.irp --format plain --view responsibility").says(
        0,
        &[
            "Who holds which area of each system. Our plan (plan.irp), on 2026-11-23.\n",
            "\nWeb shop (plan.irp:6:1)\nProvider: Azure.\n",
            "\nNetwork controls: shared. Gap: nothing of yours watches it.\n",
            "\nGap: nobody answers for Mail.\n",
            "\nCustomer data: not stated. Perhaps a gap: not everything is stated.\n",
            "\nNot stated:\nAsset `mail` does not state `model`. Place: plan.irp:7:1.\n",
            "\nSummary: 2 rows, 2 gaps, 10 cells not known.\n",
        ],
    );
}

#[test]
fn json_holds_all_of_it() {
    let output = json(&plan("json"), "matrix plan.irp --format json --view responsibility");
    let view = &output["views"][0];
    assert_eq!((&output["schema_version"], &output["as_of"]), (&1.into(), &"2026-11-23".into()));
    assert_eq!(output["plan"], serde_json::json!({ "path": "plan.irp", "title": "Our plan" }));
    assert_eq!((&view["name"], &view["pack"]), (&"responsibility".into(), &"cloud".into()));
    assert_eq!(view["columns"][5], serde_json::json!({ "name": "network", "title": "network controls" }));
    let web = &view["rows"][0];
    assert_eq!(web["of"][0]["name"], "web");
    assert_eq!(web["of"][0]["start"], serde_json::json!({ "line": 6, "column": 1, "byte": 180 }));
    assert_eq!((&web["facts"]["Owner"], &web["facts"]["Deputy"]), (&"Duty desk".into(), &"tom".into()));
    let cell = &web["cells"][5];
    assert_eq!((&cell["column"], &cell["value"]), (&"network".into(), &"shared".into()));
    assert_eq!(cell["gaps"], serde_json::json!(["nothing of yours watches it"]));
    let mail = &view["rows"][1];
    assert_eq!(
        (&mail["cells"][0]["value"], &mail["cells"][0]["perhaps_gap"]),
        (&serde_json::Value::Null, &true.into())
    );
    assert_eq!(mail["gaps"], serde_json::json!(["nobody answers for Mail"]));
    assert_eq!(view["not_stated"][0]["message"], "asset `mail` does not state `model`");
    assert_eq!(view["summary"], serde_json::json!({ "rows": 2, "gaps": 2, "changes": 0, "not_known": 10 }));
}

#[test]
fn markdown_is_a_table_with_what_stands_below() {
    plan("markdown").run("matrix plan.irp --format markdown --view responsibility").says(
        0,
        &[
            "# Who holds which area of each system\n\nOur plan (plan.irp), on 2026-11-23\n\n|  | data | config |",
            "\n| Web shop | customer | customer | customer | customer | shared | **shared !** | provider |",
            "\nGaps, marked `!`:\n\n- Web shop: nothing of yours watches it (network controls), plan.irp:6:1\n",
            "\nSource: [Shared responsibility",
        ],
    );
}

/// The names and texts of a drawing, if its tags close in order and nothing in it could run or lead away.
fn elements(svg: &str) -> Vec<&str> {
    let mut open: Vec<&str> = Vec::new();
    let mut names = Vec::new();
    let mut rest = svg;
    while let Some((text, behind)) = rest.split_once('<') {
        assert!(!text.contains('>') || text.trim().is_empty(), "a loose bracket in {text:?}");
        let (tag, next) = behind.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{svg}");
        } else {
            names.push(name);
            let outside: Vec<&str> = tag.split('"').step_by(2).collect();
            assert!(!outside.iter().any(|part| part.contains(" on") || part.contains("href")), "{tag}");
            open.extend((!tag.ends_with('/')).then_some(name));
        }
        rest = next;
    }
    assert_eq!(open, [""; 0]);
    names
}

#[test]
fn a_drawing_is_whole_and_speaks() {
    let ran = plan("svg").run("matrix plan.irp --format svg");
    let names = elements(&ran.out);
    assert!(
        names.iter().all(|name| ["svg", "title", "desc", "rect", "text", "g"].contains(name)),
        "{names:?}"
    );
    ran.says(
        0,
        &[
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"chart-title chart-text\" ",
            "<desc id=\"chart-text\">2 rows, 2 gaps",
            "<title>Web shop, network: shared !</title>",
            "stroke-dasharray",
        ],
    );
}

#[test]
fn hostile_names_are_harmless_in_every_form() {
    let name = "</text><script>alert('x')</script>&\u{1b}[31m | `*\u{202e}b\" onload=\"y";
    let hostile = PLAN.replace("\"Web shop\"", &format!("\"\"\"{name}\"\"\""));
    // A plan with a control character does not read; the rest can be in a title.
    let readable = hostile.replace(['\u{1b}', '\u{202e}'], "");
    let sandbox = Sandbox::new("hostile-names").file("plan.irp", readable).file("control.irp", hostile);
    sandbox.run("matrix control.irp").says(2, &["cannot be drawn"]).hides(&["\u{1b}[31m", "\u{202e}"]);
    let svg = sandbox.run("matrix plan.irp --format svg");
    assert!(!elements(&svg.out).contains(&"script"), "{svg:#?}");
    svg.says(0, &["&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"]);
    let markdown = sandbox.run("matrix plan.irp --format markdown --view responsibility");
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let table: Vec<&str> = markdown.out.lines().filter(|line| line.starts_with('|')).collect();
    assert!(table.iter().all(|line| cells(line) == cells(table[0])), "{markdown:#?}");
    assert!(!markdown.out.replace("\\<", "").contains("<script"), "{markdown:#?}");
    for format in ["text", "plain", "json"] {
        sandbox.run(&format!("matrix plan.irp --format {format}")).says(0, &["alert('x')"]);
    }
}

#[test]
fn private_values_are_masked() {
    let view = "view people \"People\" { row person p; fact \"Phone\" p.phone }";
    let sandbox = house("private-view", view);
    for format in ["text", "plain", "json", "markdown", "svg"] {
        sandbox
            .run(&format!("matrix plan.irp --view people --format {format}"))
            .says(0, &["eva"])
            .hides(&["23125"]);
    }
    sandbox.run("matrix plan.irp --view people --reveal").says(0, &["+49 30 23125 101"]);
}

#[test]
fn a_file_is_written_in_the_form_of_its_ending() {
    let sandbox = plan("file");
    sandbox.run("matrix plan.irp -o chart.svg").says(0, &["wrote chart.svg\n"]);
    let text = |path: &str| std::fs::read_to_string(sandbox.folder.join(path)).unwrap();
    assert!(text("chart.svg").starts_with("<svg "));
    sandbox.run("matrix plan.irp -o chart.md --color always").says(0, &["wrote chart.md\n"]);
    assert!(text("chart.md").starts_with("# Who holds"));
    sandbox.run("matrix plan.irp -o chart.md --format json").says(0, &[]);
    assert!(text("chart.md").starts_with('{'));
    sandbox
        .run("matrix plan.irp -o no/such/chart.svg")
        .says(2, &["cannot write `no/such/chart.svg`: no such file"]);
}

#[test]
fn views_of_a_house_are_drawn_by_name_and_listed() {
    let sandbox = house("own-view", WATCHERS);
    let ran = sandbox.run("matrix plan.irp --view watchers");
    ran.says(
        0,
        &[
            "Who watches what\n",
            "      Run by     Watches\nsiem  Duty desk  Web shop\n",
            "source: House rule 7\n1 row, 0 gaps\n",
        ],
    );
    sandbox.run("matrix plan.irp").hides(&["Who watches what"]);
    sandbox
        .run("explain watchers")
        .says(2, &["`watchers` is a view and no rule", "irlint matrix --view watchers"]);
    sandbox.run("packs --pack house").says(0, &["view watchers: Who watches what"]);
    let packs = json(&sandbox, "packs --pack house --format json");
    assert_eq!(packs["packs"][0]["views"][0]["name"], "watchers");
}

#[test]
fn a_view_is_given_what_it_asks_for() {
    let sandbox = house("given", AREAS);
    sandbox
        .run("matrix plan.irp --view levels --with lowest=low")
        .says(0, &["lowest: low", "          medium  high\nWeb shop  medium  high\n"]);
    sandbox
        .run("matrix plan.irp --view levels")
        .says(2, &["the view `levels` wants `lowest`, which is not given", "add `--with lowest=NAME`"]);
    sandbox
        .run("matrix plan.irp --view levels --with lowest=hihg")
        .says(2, &["there is no level `hihg`", "did you mean `high`?", "there are low, medium, high"]);
    sandbox.run("matrix plan.irp --view levels --with least=high").says(2, &["wants `lowest`"]);
    sandbox
        .run("matrix plan.irp --view levels --with lowest=high --with least=low")
        .says(2, &["the view `levels` takes no `least`"]);
    sandbox
        .run("matrix plan.irp --view levels --with lowest")
        .says(2, &["cannot read `--with lowest`", "NAME=VALUE"]);
    sandbox
        .run("matrix plan.irp --view levels --with lowest=high --with lowest=low")
        .says(2, &["`lowest` is given twice"]);
    sandbox
        .run("matrix plan.irp --with nothing=high")
        .says(2, &["no view takes just `nothing`", "views are "]);
}

#[test]
fn what_cannot_be_drawn_ends_with_2_or_3() {
    let broken = PLAN.replace("owner: desk", "owner: dsk");
    let sandbox = plan("cannot-draw")
        .file("more/broken.irp", broken)
        .file("empty/x.txt", "")
        .file("more/bare.irp", "plan b \"B\"\n");
    sandbox.run("matrix more/broken.irp").says(
        2,
        &[
            "error: more/broken.irp:6:",
            "dsk",
            "did you mean `desk`?",
            "a plan that does not read cannot be drawn",
        ],
    );
    sandbox.run("matrix nowhere.irp").says(2, &["there is no file or folder `nowhere.irp`"]);
    sandbox
        .run("matrix plan.irp --view responsibilty")
        .says(2, &["there is no view `responsibilty`", "did you mean `responsibility`?"]);
    sandbox
        .run("matrix plan.irp --format svgg")
        .says(2, &["there is no format `svgg`", "did you mean `svg`?"]);
    sandbox.run("matrix --against ms_2026").says(2, &["--edition"]);
    sandbox
        .run("matrix more")
        .says(2, &["there are 2 plans in `more`", "`more/bare.irp`, `more/broken.irp`"]);
    sandbox.run("matrix empty").says(3, &["there is no plan in `empty`", "irlint matrix PLAN"]);
    sandbox
        .run("matrix more/bare.irp --view responsibility")
        .says(3, &["there is nothing to draw", "things of the kind `asset`"]);
    let policies = sandbox.file(
        "p/a.irpolicy",
        "pack p \"P\" { version: \"1\"; schema: 1 }\nview v \"V\" { row asset a; fact \"A\" a.modl }\n",
    );
    policies.run("matrix plan.irp --policies p").says(2, &["an asset has no `modl`"]);
}

#[test]
fn gaps_fail_the_run_when_asked_and_the_current_folder_is_the_plan() {
    let sandbox = plan("fail-on-gap");
    sandbox.run("matrix").says(0, &["2 rows, 2 gaps"]);
    sandbox.run("matrix --fail-on-gap").says(1, &["2 rows, 2 gaps"]);
    let same: Vec<Ran> = ["", ""].map(|_| sandbox.run("matrix --format json")).into();
    assert_eq!(same[0].out, same[1].out);
}

#[test]
fn members_that_may_not_be_there_are_not_shown_as_if_they_were() {
    let view = "view owned \"Owned\" { row asset a; fact \"Critical\" [level l where a.critical = l] }";
    let sandbox = house("maybe", view);
    let ran = sandbox.run("matrix plan.irp --view owned");
    ran.says(0, &["Web shop  ?\n", "asset `web` does not state `critical`"]).hides(&["low", "high"]);
}

/// A plan of which it cannot be said whether the duties of two laws are owed.
const UNSETTLED: &str = "plan p \"Our plan\" { version: \"1\"; timezone: Europe/Berlin }\n\
organisation us { regimes: gdpr, nis2; acts_as: controller }\n";

#[test]
fn rows_that_may_be_missing_are_said_and_fail_the_run_when_asked() {
    let sandbox = Sandbox::new("left-out").file("plan.irp", UNSETTLED);
    let entity = "organisation `us` does not state `entity` (plan.irp:2:1)";
    let ran = sandbox.run("duties plan.irp");
    ran.says(
        0,
        &[
            "Duties to report\nOur plan (plan.irp), on 2026-11-23\n\n",
            &format!(
                "\nrows may be missing, for it cannot be said whether these packs concern the plan:\n  pack eu-nis2: {entity}\n"
            ),
            "\n2 rows, 2 gaps\n",
        ],
    );
    for form in ["plain", "markdown", "svg"] {
        let ran = sandbox.run(&format!("duties plan.irp --format {form}"));
        ran.says(0, &["ows may be missing", "ack eu-nis2: organisation"]);
    }
    let json = json(&sandbox, "duties plan.irp --format json");
    let left_out = &json["views"][0]["left_out"];
    let nis2 = left_out.as_array().unwrap().iter().find(|one| one["pack"] == "eu-nis2").unwrap();
    assert_eq!(nis2["not_stated"][0]["message"], "organisation `us` does not state `entity`");
    assert_eq!(nis2["not_stated"][0]["start"]["line"], 2);
    sandbox.run("duties plan.irp --fail-on-gap").says(1, &[entity]);

    let settled = UNSETTLED.replace("gdpr, nis2", "gdpr");
    let ran = sandbox.file("settled.irp", settled).run("duties settled.irp --format json");
    assert!(!ran.out.contains("eu-nis2"), "{ran:#?}");
    assert!(ran.out.contains("\"left_out\": []"), "{ran:#?}");
}

#[test]
fn a_view_about_no_plan_leaves_nothing_out() {
    let view =
        "view laws(regime law) \"Laws\" { row obligation o where o.regime = law; fact \"Cite\" o.cite }";
    let ran = house("no-plan-left-out", view).run("matrix --view laws --with law=gdpr");
    ran.hides(&["rows may be missing"]);
}

#[test]
fn packs_that_wait_for_the_same_fact_are_named_together() {
    let text = UNSETTLED.replace("gdpr, nis2", "todo \"Ask counsel\" by 2027-01-31");
    let ran = Sandbox::new("many-left-out").file("plan.irp", text).run("matrix plan.irp --view duties");
    let line = ran.err.lines().find(|line| line.starts_with("may be missing: packs ")).unwrap();
    assert_eq!(line.matches(", ").count(), 4, "{line}");
    ran.says(3, &[" more: organisation `us` leaves `regimes` to do", "there is nothing to draw"]);
}
