# Shortcuts. What is checked, and how, stands in `.ci/run` alone.

# everything that must hold before a change is taken
check:
    .ci/run

# some parts of it: `just part format lint`
part +parts:
    .ci/run {{ parts }}

# the tests
test:
    cargo test

# more broken texts than usual, from another seed: `just hostile 7 100000`
hostile seed count:
    IRLINT_HOSTILE_SEED={{ seed }} IRLINT_HOSTILE_COUNT={{ count }} cargo test --test hostile -- --nocapture
