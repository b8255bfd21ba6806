//! Bound names: where their conditions go, and which are found through an index.

use crate::support::{rule, sound};
use irlint::policy::ir::{Bind, ExprKind, Over, Policies};

const SHARED: &str = "relation owns(role r, asset a) when a.owner = r and (a.areas has data and r.cost > 2)\n\
    relation mine(asset a, role r) when owns(r, a)\n";

/// The names of `for each BINDER`.
fn binds(binder: &str) -> (Policies, Vec<Bind>) {
    let text = rule(&format!("  for each {binder}\n  require some stage s\n  message \"m\""));
    let policies = sound(&format!("{SHARED}{text}"));
    let each = policies.rules.first().and_then(|rule| rule.each.clone());
    (policies, each.map_or_else(Vec::new, |each| each.binds))
}

/// How many filters each name has, and the attribute of its key, or that the key is over the thing itself.
fn keys(binder: &str) -> Vec<(usize, Option<String>)> {
    let (policies, binds) = binds(binder);
    let key = |bind: &Bind| {
        let Over::Kind(kind) = bind.over else { return None };
        let name = |attribute| policies.schema.attribute(kind, attribute).name.clone();
        Some(bind.key.as_ref()?.attribute.map_or_else(|| ITSELF.to_owned(), name))
    };
    binds.iter().map(|bind| (bind.filters.len(), key(bind))).collect()
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
        ("role r, asset a where a.owner = r or a.model = saas", key("")),
        ("role r, stage s where s.within = 2 hours", key("")),
        ("role r, asset a where (a.owner = r) default no", key("")),
    ] {
        assert_eq!(keys(binder)[1].1, wanted, "{binder}");
    }
}

#[test]
fn a_key_is_known_before_its_name_is_bound() {
    assert_eq!(keys("asset a, role r where r.cost > 2 and a.owner is given"), [(1, None), (1, None)]);
    assert_eq!(keys("asset a where a.depends = a"), [(1, None)]);
}

#[test]
fn the_value_of_a_key_speaks_of_the_names_of_the_rule() {
    let (_, binds) = binds("role q, asset b where owns(q, b)");
    let value = &binds[1].key.as_ref().unwrap().value;
    assert!(matches!(value.kind, ExprKind::Local(slot) if slot == binds[0].slot), "{value:?}");
}

#[test]
fn a_union_is_all_things_of_its_kinds() {
    let (policies, binds) = binds("responder w where w is role");
    let Over::Set(set) = &binds[0].over else { panic!("{:?}", binds[0].over) };
    assert!(matches!(set.kind, ExprKind::Add(..)));
    assert_eq!(policies.rules[0].slots, 5);
}
