//! Bound names: where their conditions go, and which are found through an index.

use crate::support::{rule, sound};
use irlint::policy::ir::{Bind, By, ExprKind, Key, Over, Policies};

const SHARED: &str = "relation owns(role r, asset a) when a.owner = r and (a.areas has data and r.cost > 2)\n\
    relation mine(asset a, role r) when owns(r, a)\n\
    relation calls(role r, role o) when o.cost > 2 and some e in r.escalate where e.to = o\n";

/// The names of `for each BINDER`.
fn binds(binder: &str) -> (Policies, Vec<Bind>) {
    let text = rule(&format!("  for each {binder}\n  require some stage s\n  message \"m\""));
    let policies = sound(&format!("{SHARED}{text}"));
    let each = policies.rules.first().and_then(|rule| rule.each.clone());
    (policies, each.map_or_else(Vec::new, |each| each.binds))
}

/// How many filters each name has, and what its keys are over: attributes, or the thing itself.
fn keys(binder: &str) -> Vec<(usize, Option<String>)> {
    let (policies, binds) = binds(binder);
    let keys = |bind: &Bind| {
        let Over::Kind(kind) = bind.over else { return None };
        let over = |key: &Key| match &key.by {
            By::Itself => ITSELF.to_owned(),
            By::Attribute(attribute) => policies.schema.attribute(kind, *attribute).name.clone(),
            By::Path(path) => path.iter().map(|access| access.name.as_str()).collect::<Vec<_>>().join("."),
        };
        let keys: Vec<String> = bind.keys.iter().map(over).collect();
        (!keys.is_empty()).then(|| keys.join(" or "))
    };
    binds.iter().map(|bind| (bind.filters.len(), keys(bind))).collect()
}

/// What a key is over that says which things it can be.
const ITSELF: &str = "the thing itself";

/// A key of the attribute `name`, or none for no name.
fn key(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_owned())
}

#[test]
fn conditions_stand_at_the_last_name_they_mention() {
    assert_eq!(
        keys("role r, asset a where r.cost > 2 and a.owner = r and firm.owner is given"),
        [(2, None), (1, key("owner"))]
    );
    assert_eq!(
        keys("role r, asset a where (a.owner = r and r.cost > 2) and a.model is given"),
        [(1, None), (2, key("owner"))]
    );
    assert_eq!(keys("role r where r.cost > 2 or r.cost < 1"), [(1, None)]);
}

#[test]
fn keys_are_found_in_all_forms() {
    for (binder, wanted) in [
        ("role r, asset a where a.owner = r", key("owner")),
        ("role r, asset a where r = a.owner", key("owner")),
        ("area x, asset a where a.areas has x", key("areas")),
        ("area x, asset a where x in a.areas", key("areas")),
        ("role r, asset a where a.model = saas and a.owner = r", key("owner")),
        ("role r, asset a where mine(a, r)", key("owner")),
        ("role r, asset a where owns(r, a)", key("owner")),
        ("asset a, role r where a.owner = r", key(ITSELF)),
        ("asset a, role r where r = a.owner", key(ITSELF)),
        ("asset a, role r where [a.owner] has r", key(ITSELF)),
        ("asset a, role r where r in [a.owner] and r.cost > 2", key(ITSELF)),
        ("role r, asset a where a.owner != r", key("")),
        ("role r, asset a where not (a.owner = r)", key("")),
        ("role r, asset a where a.owner = r or a.model = saas", key("owner or model")),
        ("role r, stage s where s.within = 2 hours", key("")),
        ("role r, asset a where (a.owner = r) default no", key("")),
    ] {
        assert_eq!(keys(binder)[1].1, wanted, "{binder}");
    }
}

#[test]
fn things_are_found_by_what_is_said_of_those_they_name() {
    for (binder, wanted) in [
        ("role r, asset a where a.depends.owner = r", key("depends.owner")),
        ("person p, role r where r.escalate.to has p", key("escalate.to")),
        ("person p, asset a where p in a.depends.owner.backup", key("depends.owner.backup")),
        ("role o, role r where some e in r.escalate where e.to = o", key("escalate.to")),
        ("person p, role r where some q in r.backup where q = p", key("backup")),
        ("role o, role r where calls(r, o)", key("escalate.to")),
        ("role o, team t where some m in t.members, e in t.escalate where e.to = o", key("")),
        ("role o, role r where no e in r.escalate where e.to = o", key("")),
        ("role o, role r where one e in r.escalate where e.to = o", key("")),
        ("role o, role r where every e in r.escalate: e.to = o", key("")),
        ("level l, team t where some s in [stage s] where s.owner = t", key("")),
        ("level l, stage s where some n in s.next where n.within[l] = 2 hours", key("")),
    ] {
        assert_eq!(keys(binder)[1].1, wanted, "{binder}");
    }
}

#[test]
fn of_one_or_the_other_both_are_looked_up() {
    for (binder, wanted) in [
        ("role r, asset a where a.owner = r or a.depends.owner = r", key("owner or depends.owner")),
        ("role r, asset a where (a.owner = r and a.model = saas) or mine(a, r)", key("owner or owner")),
        (
            "asset a, role r where r = a.owner or r.escalate.to has a.owner",
            key("the thing itself or escalate.to"),
        ),
        (
            "role r, asset a where (a.owner = r or a.depends.owner = r) and a.model = saas",
            key("owner or depends.owner"),
        ),
        ("role r, asset a where a.owner = r or not (a.depends.owner = r)", key("")),
        ("role r, asset a where a.owner = r or a.cite is given", key("")),
    ] {
        assert_eq!(keys(binder)[1].1, wanted, "{binder}");
    }
    let three = keys("area x, role r, asset a where (a.owner = r or a.areas has x) and a.depends.owner = r");
    assert_eq!(three[2].1, key("depends.owner"), "one key leaves fewer than several");
}

#[test]
fn a_key_is_known_before_its_name_is_bound() {
    assert_eq!(keys("asset a, role r where r.cost > 2 and a.owner is given"), [(1, None), (1, None)]);
    assert_eq!(keys("asset a where a.depends = a"), [(1, None)]);
}

#[test]
fn the_value_of_a_key_speaks_of_the_names_of_the_rule() {
    let (_, binds) = binds("role q, asset b where owns(q, b)");
    let value = &binds[1].keys[0].value;
    assert!(matches!(value.kind, ExprKind::Local(slot) if slot == binds[0].slot), "{value:?}");
}

#[test]
fn a_union_is_all_things_of_its_kinds() {
    let (policies, binds) = binds("responder w where w is role");
    let Over::Set(set) = &binds[0].over else { panic!("{:?}", binds[0].over) };
    assert!(matches!(set.kind, ExprKind::Add(..)));
    assert_eq!(policies.rules[0].slots, 5);
}
