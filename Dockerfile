# syntax=docker/dockerfile:1
# A folder with a static binary and what it serves, and nothing else: no shell, no libc, nobody but user 10001.
# `make package` fills the same folder without a container.

# Tags of one release each; whoever wants the same bytes for ever adds @sha256:… to them.
FROM node:22.20.0-bookworm-slim AS node

FROM rust:1.95.0-bookworm AS build
# musl-tools: SQLite, ring and mimalloc are C. Node.js is what npm runs on, which brings wasm-opt.
RUN apt-get update && apt-get install -y --no-install-recommends musl-tools && rm -rf /var/lib/apt/lists/*
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
# The image's own, whatever rust-toolchain.toml calls stable by then.
ENV RUSTUP_TOOLCHAIN=$RUST_VERSION
WORKDIR /src
COPY . .
# What `kakunin --version` tells: docker build --build-arg GIT_COMMIT=$(git rev-parse --short=12 HEAD)
ARG GIT_COMMIT=
# A volume takes its owner and its mode from the folder in the image: COPY keeps both of what lies in the folder that it is given.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/tools \
    --mount=type=cache,target=/src/target,sharing=locked \
    make CI=true TOOLS=/tools GIT_COMMIT="$GIT_COMMIT" package-root \
    && cp -a target/package/root /root-folder \
    && chown 10001:10001 /root-folder/data

FROM scratch
COPY --from=build /root-folder/ /
ENV KAKUNIN_LISTEN=0.0.0.0:3000 \
    KAKUNIN_DATA_DIR=/data \
    KAKUNIN_LOG_FORMAT=json
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=6s --start-period=10s CMD ["/kakunin", "health"]
ENTRYPOINT ["/kakunin"]
