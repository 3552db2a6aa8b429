use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};
use crate::auth::{Counts, Record};
use sqlx::FromRow;

/// Length of one window of counts, in seconds. An hour is made of four.
const WINDOW: i64 = 900;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// Counts older than this tell nothing any more, in seconds.
const MEMORY: i64 = 8 * DAY;

#[derive(FromRow)]
struct Probes {
    place: String,
    probes: i64,
    next_probe_at: i64,
}

#[derive(FromRow)]
struct Sums {
    hour_sent: i64,
    hour_approved: i64,
    day_sent: i64,
    day_approved: i64,
    all_sent: i64,
    all_approved: i64,
}

impl Sums {
    fn record(&self, probes: &Probes) -> Record {
        let counts = |sent, approved| Counts { sent, approved };
        Record {
            hour: counts(self.hour_sent, self.hour_approved),
            day: counts(self.day_sent, self.day_approved),
            week: counts(
                self.all_sent - self.day_sent,
                self.all_approved - self.day_approved,
            ),
            probes: probes.probes,
            next_probe_at: probes.next_probe_at,
        }
    }
}

const fn window_of(time: i64) -> i64 {
    time - time.rem_euclid(WINDOW)
}

const SUMS: &str = "SELECT
    CAST(COALESCE(SUM(CASE WHEN window_start > $2 THEN sent ELSE 0 END), 0) AS BIGINT) AS hour_sent,
    CAST(COALESCE(SUM(CASE WHEN window_start > $2 THEN approved ELSE 0 END), 0) AS BIGINT) AS hour_approved,
    CAST(COALESCE(SUM(CASE WHEN window_start > $3 THEN sent ELSE 0 END), 0) AS BIGINT) AS day_sent,
    CAST(COALESCE(SUM(CASE WHEN window_start > $3 THEN approved ELSE 0 END), 0) AS BIGINT) AS day_approved,
    CAST(COALESCE(SUM(sent), 0) AS BIGINT) AS all_sent,
    CAST(COALESCE(SUM(approved), 0) AS BIGINT) AS all_approved
    FROM pumping_counts WHERE place = $1 AND window_start > $4";

impl Transaction {
    /// What is known of this place. Its row is held until the transaction ends, so that two sends see each other.
    ///
    /// # Errors
    /// When a query fails.
    pub async fn hold_place(&mut self, place: &str, now: i64) -> Result<Record, StoreError> {
        let probes: Probes = on!(Connection, &mut self.connection, connection => sqlx::query_as(
            "INSERT INTO pumping_places (place) VALUES ($1)
             ON CONFLICT (place) DO UPDATE SET place = excluded.place RETURNING place, probes, next_probe_at")
            .bind(place)
            .fetch_one(&mut **connection)
            .await?);
        let sums: Sums = on!(Connection, &mut self.connection, connection => sqlx::query_as(SUMS)
            .bind(place)
            .bind(now - HOUR)
            .bind(now - DAY)
            .bind(now - MEMORY)
            .fetch_one(&mut **connection)
            .await?);
        Ok(sums.record(&probes))
    }

    /// Counts one message to this place.
    ///
    /// # Errors
    /// When a query fails.
    pub async fn count_unproven_send(&mut self, place: &str, now: i64) -> Result<(), StoreError> {
        self.count_at_place(place, now, Counts { sent: 1, approved: 0 })
            .await
    }

    /// Counts the messages of an approved verification, and ends the row of probes: the place works.
    ///
    /// # Errors
    /// When a query fails.
    pub async fn count_approved_sends(
        &mut self,
        place: &str,
        messages: i64,
        now: i64,
    ) -> Result<(), StoreError> {
        self.set_probes(place, 0, 0).await?;
        let counts = Counts {
            sent: 0,
            approved: messages,
        };
        self.count_at_place(place, now, counts).await
    }

    async fn count_at_place(&mut self, place: &str, now: i64, more: Counts) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "INSERT INTO pumping_counts (place, window_start, sent, approved) VALUES ($1, $2, $3, $4)
             ON CONFLICT (place, window_start) DO UPDATE
             SET sent = pumping_counts.sent + excluded.sent, approved = pumping_counts.approved + excluded.approved")
            .bind(place)
            .bind(window_of(now))
            .bind(more.sent)
            .bind(more.approved)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Takes back a message that was counted at this time and never went out.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn uncount_unproven_send(&mut self, place: &str, counted_at: i64) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE pumping_counts SET sent = sent - 1 WHERE place = $1 AND window_start = $2 AND sent > 0")
            .bind(place)
            .bind(window_of(counted_at))
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Keeps how many probes went out for nothing, and when the next one may.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn set_probes(
        &mut self,
        place: &str,
        probes: i64,
        next_probe_at: i64,
    ) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE pumping_places SET probes = $2, next_probe_at = $3 WHERE place = $1")
            .bind(place)
            .bind(probes)
            .bind(next_probe_at)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}

impl Database {
    /// What is known of all places, by name.
    ///
    /// # Errors
    /// When a query fails.
    pub async fn places(&self, now: i64) -> Result<Vec<(String, Record)>, StoreError> {
        let all: Vec<Probes> = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT place, probes, next_probe_at FROM pumping_places ORDER BY place").fetch_all(pool).await?);
        let mut places = Vec::with_capacity(all.len());
        for probes in all {
            let sums: Sums = on!(Pool, &self.pool, pool => sqlx::query_as(SUMS)
                .bind(&probes.place)
                .bind(now - HOUR)
                .bind(now - DAY)
                .bind(now - MEMORY)
                .fetch_one(pool)
                .await?);
            let record = sums.record(&probes);
            places.push((probes.place, record));
        }
        Ok(places)
    }

    /// Removes what is too old to tell anything at `now`.
    ///
    /// # Errors
    /// When a query fails.
    pub async fn prune_places(&self, now: i64) -> Result<u64, StoreError> {
        let _turn = self.turn_to_write().await?;
        let gone = on!(Pool, &self.writing, pool => sqlx::query("DELETE FROM pumping_counts WHERE window_start < $1")
            .persistent(false)
            .bind(now - MEMORY)
            .execute(pool)
            .await?
            .rows_affected());
        on!(Pool, &self.writing, pool => sqlx::query(
            "DELETE FROM pumping_places WHERE next_probe_at < $1
             AND NOT EXISTS (SELECT 1 FROM pumping_counts WHERE pumping_counts.place = pumping_places.place)")
            .persistent(false)
            .bind(now)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(gone)
    }
}
