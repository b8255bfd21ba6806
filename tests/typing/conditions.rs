//! Expressions: names, types, sets and words.

use crate::support::{of, rule};

const NAMES: &str = "role r, stage s, team t, asset a, area x, level v, person p, responder w";
const DECLARED: &str = "param limit: duration = 2 hours
param most: number = 3
matrix duty(area, model): holder {
  area | iaas     | saas
  data | customer | customer
  host | customer | provider
}
define cover(role r): hours = union(r.primary.hours + r.backup.hours)
relation owns(role r, asset a) when a.owner = r
";

/// What is said about a condition on one thing of each kind; unused names aside.
fn condition(text: &str) -> Vec<String> {
    let rule = rule(&format!("  for each {NAMES}\n  require {text}\n  message \"m\""));
    let all = of(&format!("{DECLARED}{rule}"));
    all.into_iter().filter(|said| !said.ends_with("is used by nothing")).collect()
}

#[test]
fn sound_conditions_are_silent() {
    for text in [
        "r.backup is given and not (p in r.primary)",
        "s.phase = close and detect != s.phase",
        "s.phase in [detect, close]",
        "a.areas has x or duty[x, a.model] in [customer, shared]",
        "duty[host, saas] = provider",
        "(if a.model is none then customer else duty[x, a.model]) = shared",
        "s.within <= limit and s.within[v] <= 2 days + 1 hour",
        "count(r.primary + r.backup) >= most",
        "every m in t.members: m is person or m.escalate is given",
        "one q in r.primary where q != p",
        "cover(r) covers 24x7 and owns(r, a)",
        "not (r in reach(r, escalate.to))",
        "longest(s, s, next, within) <= limit",
        "(s.checked default no) and s.checked",
        "some z in [role q where q.primary has p] where z = r",
        "firm.owner = r and firm.regimes has data",
        "p.born <= as_of and age(p.born) > 18 years",
        "[p, a] has p",
        "w is role or w = s.owner",
        "r.primary - r.backup + [p] has p",
    ] {
        assert_eq!(condition(text), [""; 0], "{text}");
    }
}

#[test]
fn names_that_nothing_has_are_said_with_the_nearest() {
    let cases = [
        ("r.backups is given", "r.backups | a role has no `backups`; did you mean `backup`?"),
        ("r.primary.hour is given", "r.primary.hour | a person has no `hour`; did you mean `hours`?"),
        ("s.phase.name = close", "s.phase.name | a phase has no `name`; only things have attributes"),
        ("some rol q where q = r", "rol | there is no kind `rol`; did you mean `role`?"),
        ("w is rule", "rule | there is no kind `rule`; did you mean `role`?"),
        ("s.phase = clos", "clos | `clos` is no phase; did you mean `close`?"),
        ("s.within <= limt", "limt | nothing is called `limt` here; did you mean `limit`?"),
        (
            "covr(r) covers 24x7",
            "covr | there is no relation, define or built-in `covr`; did you mean `cover`?",
        ),
        ("dutie[x, a.model] = shared", "dutie | there is no matrix `dutie`; did you mean `duty`?"),
        ("duty[x, sas] = shared", "sas | `sas` is no model; did you mean `saas`?"),
        (
            "cover = r",
            "cover | `cover` is a define and no value by itself; give it what it asks for: `cover(...)`",
        ),
        (
            "asset is given",
            "asset | nothing is called `asset` here; `asset` is a kind; bind one of them first: `some asset x where ...`",
        ),
        (
            "customer = r",
            "customer | nothing is called `customer` here; `customer` is a word of holder, but no holder is expected here",
        ),
        (
            "count(customer) = 1",
            "customer | nothing is called `customer` here; `customer` is a word of holder, but no holder is expected here",
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(condition(text), [wanted], "{text}");
    }
}

#[test]
fn types_that_do_not_fit_are_said() {
    let cases = [
        ("s.within <= 3", "s.within <= 3 | cannot compare duration with number"),
        ("r = a", "r = a | cannot compare role with asset"),
        (
            "s.phase < close",
            "s.phase < close | `<` means nothing for phase; numbers, percentages, lengths of time and dates have an order",
        ),
        ("s.within", "s.within | `s.within` is a duration, not a condition"),
        ("not r", "r | `r` is a role, not a condition"),
        ("s.within + 3 = limit", "s.within + 3 | cannot add duration and number"),
        ("as_of - 2 days = as_of", "as_of - 2 days | cannot take duration from date"),
        (
            "(if s.checked then 3 else limit) = 3",
            "(if s.checked then 3 else limit) | `3` is a number, but `limit` is a duration; both must be of one type",
        ),
        (
            "(s.within default 3) = limit",
            "(s.within default 3) | `s.within` is a duration, but `3` is a number; both must be of one type",
        ),
        ("p.hours covers limit", "p.hours covers limit | `limit` is a duration, and `covers` compares hours"),
        ("w.cost = 3", "w.cost | `cost` is a number of a role but a duration of a team"),
        ("owns(p, a)", "p | `owns` wants a role, `p` is a person"),
        ("owns(r)", "owns(r) | `owns` wants 2 arguments, 1 given"),
        ("count(r) = 1", "r | `count` wants a set, `r` is a role"),
        ("age(s.within) > 1 day", "s.within | `age` wants a date, `s.within` is a duration"),
        ("duty[a.model, a.model] = shared", "a.model | an area is wanted here, `a.model` is a model"),
        ("duty[x] = shared", "duty[x] | `duty[...]` wants a row and a column"),
        ("s.within[r] <= limit", "r | a level is wanted here, `r` is a role"),
        ("s.owner[v] = r", "s.owner[v] | `s.owner` has no entries to choose from"),
        (
            "r in reach(r, primary)",
            "primary | `primary` leads to a person, which has no `primary`; a path that is followed again must lead back to things that have it",
        ),
        ("s in reach(s, phase)", "phase | `phase` leads to a phase, not to things"),
        ("longest(s, r, next, within) <= limit", "r | this path leads to a stage and never to a role"),
        ("longest(s, s, next, phase) <= limit", "phase | `phase` is a phase, and a length of time is wanted"),
        ("s.owner is asset", "asset | `s.owner` is a person or role or team and never an asset"),
    ];
    for (text, wanted) in cases {
        assert_eq!(condition(text), [wanted], "{text}");
    }
}

#[test]
fn sets_and_single_values_are_never_taken_for_each_other() {
    let words = "say what you mean with `every`, `some` or `no`";
    let cases = [
        ("r.backup = r.primary", format!("r.backup = r.primary | `r.backup` and `r.primary` are sets; {words}")),
        ("r.backup != p", format!("r.backup != p | `r.backup` is a set; {words}")),
        ("r.backup = p", format!("r.backup = p | `r.backup` is a set; {words}, or ask with `has`")),
        ("a.model has saas", "a.model has saas | `a.model` is one model; use `=`".to_owned()),
        ("r in a.owner", "r in a.owner | `a.owner` is one role; use `=`".to_owned()),
        ("r.backup in r.primary", format!("r.backup in r.primary | `r.backup` is a set, and `in` asks about one value; {words}")),
        ("r.backup + p has p", "r.backup + p | `p` is one value and the other side is a set; make it a set: `[p]`".to_owned()),
        ("[r.backup] has p", "r.backup | `r.backup` is a set itself; put sets together with `+`".to_owned()),
        ("every q in s.owner: q is role", "s.owner | `q` takes the members of a set, `s.owner` is a person or role or team; write `[s.owner]`".to_owned()),
        ("r.primary.hours is given", "r.primary.hours is given | `r.primary.hours` is a path through several things; write `every`, `some` or `no` with a name for one of them".to_owned()),
        ("r.primary is person", format!("r.primary is person | `r.primary` is a set of person, and `is person` asks about one thing; {words}")),
        ("count([]) = 0", "[] | nothing says what this empty set is a set of".to_owned()),
        ("limit is given", "limit is given | `limit` is worked out, not written in a plan; ask about the attribute of a thing".to_owned()),
        ("r.primary.hours covers 24x7", "r.primary.hours covers 24x7 | `r.primary.hours` is a set of hours, and `covers` compares hours; put them together: `union(r.primary.hours)`".to_owned()),
    ];
    for (text, wanted) in cases {
        assert_eq!(condition(text), [wanted], "{text}");
    }
}

#[test]
fn what_is_always_so_and_what_hides_is_warned_of() {
    let cases = [
        ("r.primary is given and p = p", "p = p | this comparison always has the same result"),
        ("r.primary is given and 3 <= 4", "3 <= 4 | this comparison always has the same result"),
        ("r.primary is given and r is role", "role | `r` is always a role"),
        ("3 <= 4", "3 <= 4 | this requirement can never fail, so the rule finds nothing"),
        ("r is role", "r is role | this requirement can never fail, so the rule finds nothing"),
        ("some role p where p = r", "p | `p` hides another name; choose another name"),
        ("some role limit where limit = r", "limit | `limit` hides another name; choose another name"),
    ];
    for (text, wanted) in cases {
        assert_eq!(condition(text), [wanted], "{text}");
    }
    let close = rule("  for each stage close\n  require close.phase = close\n  message \"m\"");
    assert_eq!(
        of(&close),
        [
            "close.phase = close | cannot compare phase with stage",
            "close | `close` is a name here, and also a word of phase; the name wins; choose another one for it",
        ]
    );
}
