//! A job that one instance at a time does.

use crate::engines::{on_each_engine, on_each_url, open_database};
use tokio::task::JoinSet;

#[tokio::test]
async fn a_job_is_taken_once_until_its_time_is_over() {
    on_each_engine(async |database| {
        assert!(database.take_lease("job", 100, 200).await.unwrap());
        assert!(!database.take_lease("job", 100, 200).await.unwrap());
        assert!(!database.take_lease("job", 199, 300).await.unwrap());
        assert!(database.take_lease("another job", 199, 300).await.unwrap());
        assert!(database.take_lease("job", 200, 300).await.unwrap());
        assert!(!database.take_lease("job", 299, 400).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn of_many_who_ask_at_once_one_gets_it() {
    on_each_url(async |url| {
        let instances = [
            open_database(url).await.unwrap(),
            open_database(url).await.unwrap(),
            open_database(url).await.unwrap(),
        ];
        for round in 0..5 {
            let now = 1_000 * round;
            let mut asked = JoinSet::new();
            for database in instances.iter().cycle().take(12) {
                let database = database.clone();
                asked.spawn(async move { database.take_lease("job", now, now + 900).await.unwrap() });
            }
            let taken = asked.join_all().await.into_iter().filter(|taken| *taken).count();
            assert_eq!(taken, 1);
        }
    })
    .await;
}
