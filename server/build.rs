//! Migrations are compiled in; cargo must notice a new one.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
