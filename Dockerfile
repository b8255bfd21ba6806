# irlint in an image of its own: `docker run --rm -v "$PWD:/plans:ro" irlint check`.
FROM rust:1.95-slim-bookworm AS build
WORKDIR /irlint
COPY . .
ENV RUSTFLAGS="-C target-feature=+crt-static"
RUN cargo build --release --locked --target x86_64-unknown-linux-gnu

FROM scratch
COPY --from=build /irlint/target/x86_64-unknown-linux-gnu/release/irlint /irlint
USER 65534:65534
WORKDIR /plans
ENTRYPOINT ["/irlint"]
CMD ["check"]
