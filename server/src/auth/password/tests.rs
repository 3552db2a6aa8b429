use super::*;

const CHEAP: PasswordCost = PasswordCost {
    memory: 16,
    passes: 1,
    lanes: 1,
};

#[tokio::test]
async fn the_right_password_is_right_on_every_keyboard() {
    let passwords = Passwords::new(CHEAP, 1).unwrap();
    let hash = passwords.hash("verify".into()).await.unwrap();
    for (typed, right) in [
        ("verify", true),
        ("ｖｅｒｉｆｙ", true),
        ("Verify", false),
        ("", false),
    ] {
        let comparison = passwords.compare(typed.into(), Some(&hash)).await.unwrap();
        assert_eq!(comparison.right, right, "{typed}");
    }
}

#[tokio::test]
async fn nobody_has_no_password_not_even_the_empty_one() {
    let passwords = Passwords::new(CHEAP, 1).unwrap();
    assert!(!passwords.compare("".into(), None).await.unwrap().right);
}

#[tokio::test]
async fn a_flood_is_turned_away_and_those_who_wait_are_not() {
    let passwords = Passwords::new(CHEAP, 1).unwrap();
    let busy = passwords.at_once.clone().acquire_owned().await.unwrap();
    let all = WAITING + 1;
    let flood: Vec<_> = (0..all + 5)
        .map(|_| {
            let passwords = passwords.clone();
            tokio::spawn(async move { passwords.compare("".into(), None).await })
        })
        .collect();
    let mut turned_away = 0;
    let mut waiting = Vec::new();
    for _ in 0..all + 5 {
        tokio::task::yield_now().await;
    }
    for task in flood {
        if task.is_finished() {
            assert!(matches!(task.await.unwrap(), Err(HashError::TooMany)));
            turned_away += 1;
        } else {
            waiting.push(task);
        }
    }
    assert_eq!((turned_away, waiting.len()), (5, all));
    drop(busy);
    for task in waiting {
        assert!(!task.await.unwrap().unwrap().right);
    }
}

#[tokio::test]
async fn nobody_costs_what_somebody_costs() {
    for cost in [CHEAP, PasswordCost::default()] {
        let passwords = Passwords::new(cost, 1).unwrap();
        let somebody = passwords.hash("verify".into()).await.unwrap();
        let nobody = PasswordHash::new(&passwords.nobody).unwrap();
        let somebody = PasswordHash::new(&somebody).unwrap();
        assert_eq!(nobody.algorithm, somebody.algorithm);
        assert_eq!(nobody.version, somebody.version);
        assert_eq!(nobody.params, somebody.params);
        let lengths = |hash: &PasswordHash| (hash.salt.unwrap().len(), hash.hash.unwrap().len());
        assert_eq!(lengths(&nobody), lengths(&somebody));
    }
}

#[tokio::test]
async fn memory_that_another_hash_used_changes_nothing() {
    let passwords = Passwords::new(CHEAP, 1).unwrap();
    let dear = Passwords::new(PasswordCost { memory: 64, ..CHEAP }, 1).unwrap();
    let hashes = [
        ("one", passwords.hash("one".into()).await.unwrap()),
        ("two", dear.hash("two".into()).await.unwrap()),
        ("three", passwords.hash("three".into()).await.unwrap()),
    ];
    for _ in 0..2 {
        for (password, hash) in &hashes {
            for typed in ["one", "two", "three"] {
                let comparison = passwords.compare(typed.into(), Some(hash)).await.unwrap();
                assert_eq!(comparison.right, typed == *password);
            }
        }
        for _ in 0..2 {
            passwords.release_memory();
        }
    }
}

#[tokio::test]
async fn while_none_is_chosen_no_password_is_right_and_none_is_an_error() {
    let passwords = Passwords::new(CHEAP, 1).unwrap();
    for typed in ["", "verify"] {
        assert!(!passwords.compare(typed.into(), Some("")).await.unwrap().right);
    }
}

#[tokio::test]
async fn another_cost_is_upgraded_once() {
    let cheap = Passwords::new(CHEAP, 1).unwrap();
    let dear = Passwords::new(PasswordCost { memory: 32, ..CHEAP }, 1).unwrap();
    let old = cheap.hash("verify".into()).await.unwrap();
    let upgraded = dear
        .compare("verify".into(), Some(&old))
        .await
        .unwrap()
        .upgrade
        .unwrap();
    let again = dear.compare("verify".into(), Some(&upgraded)).await.unwrap();
    assert!(again.right && again.upgrade.is_none());
    assert!(
        dear.compare("wrong".into(), Some(&old))
            .await
            .unwrap()
            .upgrade
            .is_none()
    );
}
