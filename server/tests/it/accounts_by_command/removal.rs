//! `kakunin user remove`: the account goes with all that hangs on it, and the audit log stays.

use super::{do_it, is_refused, shown};
use crate::process::Place;

#[test]
fn an_account_is_removed_after_a_yes_and_its_rows_stay() {
    let place = Place::new(&[]);
    do_it(&place, &["user", "add", "hanako"]);
    let id = shown(&place, "hanako")["id"].as_str().unwrap().to_owned();
    let refused = place.run(&["user", "remove", "hanako"], "hanako\n");
    is_refused(&refused, "nobody is here to ask: confirm with --yes");
    let removed = do_it(&place, &["user", "remove", "hanako", "--yes"]);
    assert!(
        removed.ends_with(&format!("kakunin audit --user {id}\n")),
        "{removed}"
    );
    assert_eq!(do_it(&place, &["user", "list"]), "");
    let audit = do_it(&place, &["audit", "--user", &id]);
    assert!(
        audit.contains("user_added") && audit.contains("user_removed"),
        "{audit}"
    );
}
