use super::*;

fn file(url: &str) -> Option<PathBuf> {
    let options: SqliteOptions = url.parse().unwrap();
    options.file().map(Path::to_path_buf)
}

#[test]
fn a_url_names_a_file_or_memory() {
    assert_eq!(file("sqlite:data/one.db"), Some("data/one.db".into()));
    assert_eq!(file("sqlite://data/one.db"), Some("data/one.db".into()));
    assert_eq!(file("sqlite:///a%20b/one.db?mode=ro"), Some("/a b/one.db".into()));
    assert_eq!(file("sqlite:////data/one.db"), Some("//data/one.db".into()));
    for memory in ["sqlite::memory:", "sqlite://x?mode=memory", "sqlite:"] {
        assert_eq!(file(memory), None, "{memory}");
    }
}

#[test]
fn what_the_url_must_not_say_is_refused() {
    for url in ["sqlite://x?mode=odd", "sqlite://x?cache=shared", "sqlite://%ff"] {
        assert!(url.parse::<SqliteOptions>().is_err(), "{url}");
    }
}

#[test]
fn a_file_is_made_only_where_that_is_wanted() {
    let mode = |url: &str, make| {
        let options: SqliteOptions = url.parse().unwrap();
        options.create_if_missing(make).mode
    };
    assert_eq!(mode("sqlite:one.db", true), Mode::Make);
    assert_eq!(mode("sqlite:one.db?mode=rwc", false), Mode::Write);
    assert_eq!(mode("sqlite:one.db?mode=ro", true), Mode::Read);
}
