//! Migrations are compiled in; cargo must notice a new one. The version tells the commit where the builder names it, as
//! `make package` and the Dockerfile do: asked of git, every commit would build the server again.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-env-changed=GIT_COMMIT");
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let version = match std::env::var("GIT_COMMIT") {
        Ok(commit) if !commit.is_empty() => format!("{version} ({commit})"),
        _ => version,
    };
    println!("cargo:rustc-env=VERSION={version}");
}
