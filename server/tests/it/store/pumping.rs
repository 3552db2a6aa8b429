use crate::engines::on_each_engine;
use server::{
    auth::{Counts, Record},
    store::Database,
};
use tokio::task::JoinSet;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// The beginning of a window.
const NOW: i64 = 100 * DAY;

fn counts(sent: i64, approved: i64) -> Counts {
    Counts { sent, approved }
}

async fn count(database: &Database, place: &str, now: i64, sent: i64, approved: i64) {
    let mut transaction = database.begin().await.unwrap();
    transaction.hold_place(place, now).await.unwrap();
    for _ in 0..sent {
        transaction.count_unproven_send(place, now).await.unwrap();
    }
    if approved > 0 {
        transaction
            .count_approved_sends(place, approved, now)
            .await
            .unwrap();
    }
    transaction.commit().await.unwrap();
}

async fn record(database: &Database, place: &str, now: i64) -> Record {
    let mut transaction = database.begin().await.unwrap();
    transaction.hold_place(place, now).await.unwrap()
}

#[tokio::test]
async fn a_record_tells_the_hour_the_day_and_the_week_before() {
    on_each_engine(async |database| {
        assert_eq!(record(&database, "JP", NOW).await, Record::default());
        count(&database, "JP", NOW - 9 * DAY, 9, 9).await;
        count(&database, "JP", NOW - 3 * DAY, 7, 5).await;
        count(&database, "JP", NOW - 5 * HOUR, 3, 2).await;
        count(&database, "JP", NOW - HOUR / 2, 2, 1).await;
        count(&database, "NG", NOW, 4, 0).await;
        let record = record(&database, "JP", NOW).await;
        assert_eq!(
            (record.hour, record.day, record.week),
            (counts(2, 1), counts(5, 3), counts(7, 5))
        );
        let places = database.places(NOW).await.unwrap();
        let names: Vec<_> = places.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["JP", "NG"]);
        assert_eq!(places[0].1, record);
    })
    .await;
}

#[tokio::test]
async fn what_never_went_out_is_taken_back_and_an_approval_ends_the_probes() {
    on_each_engine(async |database| {
        count(&database, "NG", NOW, 2, 0).await;
        let mut transaction = database.begin().await.unwrap();
        transaction.uncount_unproven_send("NG", NOW + 5).await.unwrap();
        transaction.set_probes("NG", 3, NOW + DAY).await.unwrap();
        transaction.commit().await.unwrap();
        let held = record(&database, "NG", NOW).await;
        assert_eq!(
            (held.hour, held.probes, held.next_probe_at),
            (counts(1, 0), 3, NOW + DAY)
        );
        count(&database, "NG", NOW, 0, 1).await;
        let healed = record(&database, "NG", NOW).await;
        assert_eq!(
            (healed.hour, healed.probes, healed.next_probe_at),
            (counts(1, 1), 0, 0)
        );
    })
    .await;
}

#[tokio::test]
async fn only_what_tells_nothing_any_more_is_removed() {
    on_each_engine(async |database| {
        count(&database, "JP", NOW - 9 * DAY, 1, 0).await;
        count(&database, "NG", NOW - 7 * DAY, 1, 0).await;
        assert_eq!(database.prune_places(NOW).await.unwrap(), 1);
        let places = database.places(NOW).await.unwrap();
        assert_eq!(places.len(), 1);
        assert_eq!((&*places[0].0, places[0].1.week), ("NG", counts(1, 0)));
    })
    .await;
}

/// A row that is held is counted up by one at a time: nobody judges what another is about to change.
#[tokio::test]
async fn whoever_holds_a_place_sees_all_that_were_counted_before() {
    on_each_engine(async |database| {
        let mut presses = JoinSet::new();
        for _ in 0..10 {
            let database = database.clone();
            presses.spawn(async move {
                let mut transaction = database.begin().await.unwrap();
                let seen = transaction.hold_place("NG", NOW).await.unwrap().day.sent;
                if seen < 4 {
                    transaction.count_unproven_send("NG", NOW).await.unwrap();
                    transaction.commit().await.unwrap();
                }
            });
        }
        presses.join_all().await;
        assert_eq!(record(&database, "NG", NOW).await.day.sent, 4);
    })
    .await;
}

#[tokio::test]
async fn the_switch_remembers_since_when() {
    on_each_engine(async |database| {
        assert_eq!(database.sends_stopped_at().await.unwrap(), None);
        let mut transaction = database.begin().await.unwrap();
        assert!(!transaction.resume_sends().await.unwrap());
        assert!(transaction.stop_sends(NOW).await.unwrap());
        assert!(!transaction.stop_sends(NOW + 1).await.unwrap());
        assert_eq!(transaction.sends_stopped_at().await.unwrap(), Some(NOW));
        transaction.commit().await.unwrap();
        assert_eq!(database.sends_stopped_at().await.unwrap(), Some(NOW));
        let mut transaction = database.begin().await.unwrap();
        assert!(transaction.resume_sends().await.unwrap());
        transaction.commit().await.unwrap();
        assert_eq!(database.sends_stopped_at().await.unwrap(), None);
    })
    .await;
}
