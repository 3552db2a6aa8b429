//! A database as it is after years: many people, sessions and rows of the audit log, the same at each run. People are sealed as the
//! store seals them; the rest is made by the engine itself, which is quicker by far.

use crate::{Fault, person, seed};
use app::domain::PhoneNumber;
use clap::Args;
use serde_json::{Value, json};
use server::{data_key::DataKey, store::Pool};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, QueryBuilder, SqliteConnection};
use std::{ops::Range, time::Instant};

/// How much of each.
#[derive(Args)]
pub(crate) struct Grow {
    #[command(flatten)]
    seed: seed::Seed,
    /// Sessions that live.
    #[arg(long)]
    sessions: i64,
    /// Sessions that ended a while ago, and are still there.
    #[arg(long)]
    ended: i64,
    /// Rows of the audit log, over 400 days: those of the first 35 are past their time.
    #[arg(long)]
    audit: i64,
}

/// Rows of one statement.
const PEOPLE: usize = 500;
const ROWS: i64 = 100_000;

enum Connected {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

macro_rules! on {
    ($connected:expr, $connection:ident => $work:expr) => {
        match $connected {
            Connected::Sqlite($connection) => $work,
            Connected::Postgres($connection) => $work,
        }
    };
}

impl Grow {
    pub(crate) async fn run(&self) -> Result<Value, Fault> {
        let begin = Instant::now();
        let database = seed::open(&self.seed.database, &self.seed.data_key).await?;
        let key = database.data_key().clone();
        let is_sqlite = matches!(database.pool, Pool::Sqlite(_));
        database.close().await;
        let mut connected = connect(&self.seed.database, is_sqlite).await?;
        self.add_people(&mut connected, &key).await?;
        let now = seed::now()?;
        let live = (0..self.sessions, now - 600, "full");
        let ended = (
            self.sessions..self.sessions + self.ended,
            now - 26 * 3_600,
            "full",
        );
        for (range, at, level) in [live, ended] {
            let people = i64::from(self.seed.people);
            add(&mut connected, range, |rows| {
                sessions(&rows, people, at, level, is_sqlite)
            })
            .await?;
        }
        let audit = |rows: Range<i64>| audit(&rows, i64::from(self.seed.people), self.audit, now, is_sqlite);
        add(&mut connected, 0..self.audit, audit).await?;
        finish(connected).await?;
        Ok(json!({ "seconds": begin.elapsed().as_secs_f64() }))
    }

    async fn add_people(&self, connected: &mut Connected, key: &DataKey) -> Result<(), Fault> {
        let (hash, now) = (self.seed.password_hash()?, seed::now()?);
        let all: Vec<u32> = (0..self.seed.people).collect();
        on!(connected, connection => {
            let mut transaction = connection.begin().await?;
            for some in all.chunks(PEOPLE) {
                let mut query = QueryBuilder::new("INSERT INTO users (id, username, password_hash, phone_sealed, phone_hash, created_at) ");
                let people: Result<Vec<_>, Fault> = some.iter().map(|index| sealed(*index, key)).collect();
                query.push_values(people?, |mut row, (id, name, sealed, phone_hash)| {
                    row.push_bind(id).push_bind(name).push_bind(&hash).push_bind(sealed).push_bind(phone_hash).push_bind(now);
                });
                query.build().execute(&mut *transaction).await?;
            }
            transaction.commit().await?;
        });
        Ok(())
    }
}

fn sealed(index: u32, key: &DataKey) -> Result<(String, String, String, String), Fault> {
    let phone: PhoneNumber = person::phone(index).parse().map_err(|_| "no number")?;
    let id = seed::user_id(index);
    let place = format!("users {id}");
    let hash = key.hash(&phone).as_str().to_owned();
    Ok((id, person::name(index), key.seal(&place, &phone), hash))
}

/// SQLite takes it in without a journal: a database that breaks is made again.
async fn connect(url: &str, is_sqlite: bool) -> Result<Connected, Fault> {
    if !is_sqlite {
        return Ok(Connected::Postgres(PgConnection::connect(url).await?));
    }
    let mut connection = SqliteConnection::connect(url).await?;
    for pragma in ["journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"] {
        connection
            .execute(AssertSqlSafe(format!("PRAGMA {pragma}")))
            .await?;
    }
    Ok(Connected::Sqlite(connection))
}

async fn add(
    connected: &mut Connected,
    all: Range<i64>,
    text: impl Fn(Range<i64>) -> String,
) -> Result<(), Fault> {
    let mut begin = all.start;
    while begin < all.end {
        let end = all.end.min(begin + ROWS);
        let text = AssertSqlSafe(text(begin..end));
        on!(connected, connection => connection.execute(text).await.map(drop)?);
        begin = end;
    }
    Ok(())
}

async fn finish(connected: Connected) -> Result<(), Fault> {
    match connected {
        Connected::Sqlite(mut connection) => {
            connection.execute("PRAGMA journal_mode = WAL").await?;
            connection.close().await?;
        }
        Connected::Postgres(mut connection) => {
            connection.execute("VACUUM ANALYZE").await?;
            connection.close().await?;
        }
    }
    Ok(())
}

/// The numbers `i` of a range, as the table `n`.
fn numbers(rows: &Range<i64>, is_sqlite: bool) -> String {
    let Range { start, end } = rows;
    let last = end - 1;
    if is_sqlite {
        format!(
            "(WITH RECURSIVE n(i) AS (SELECT {start} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT i FROM n) AS n"
        )
    } else {
        format!("generate_series({start}::bigint, {last}) AS n(i)")
    }
}

/// 32 hex digits that belong to a number and are in no order, as [`seed::user_id`] makes them.
fn scattered(number: &str, is_sqlite: bool) -> String {
    let high = format!("((({number}) * {}) % 4294967296)", seed::SCATTER);
    if is_sqlite {
        format!("printf('%08x%024x', {high}, {number})")
    } else {
        format!("lpad(to_hex({high}), 8, '0') || lpad(to_hex({number}), 24, '0')")
    }
}

fn sessions(rows: &Range<i64>, people: i64, at: i64, level: &str, is_sqlite: bool) -> String {
    let (id, user) = (
        scattered("i", is_sqlite),
        scattered(&format!("i % {people}"), is_sqlite),
    );
    let hash = if is_sqlite {
        format!("unhex({id} || {id})")
    } else {
        format!("decode({id} || {id}, 'hex')")
    };
    format!(
        "INSERT INTO sessions (id_hash, public_id, user_id, level, created_at, last_seen_at, factor, password_at, code_at, user_agent, address)
         SELECT {hash}, {id}, {user}, '{level}', {at} - i % 3000, {at} - i % 1000, 'sms', {at} - i % 3000, {at} - i % 3000,
                'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', '192.0.2.1'
         FROM {}",
        numbers(rows, is_sqlite)
    )
}

fn audit(rows: &Range<i64>, people: i64, all: i64, now: i64, is_sqlite: bool) -> String {
    let (id, user) = (
        scattered("i", is_sqlite),
        scattered(&format!("i % {people}"), is_sqlite),
    );
    let begin = now - 400 * 86_400;
    format!(
        "INSERT INTO audit (id, at, event, actor, user_id, address, reason, phone, device)
         SELECT {id}, {begin} + i * {} / {all},
                CASE i / {people} % 5 WHEN 0 THEN 'password_refused' WHEN 1 THEN 'code_refused' WHEN 2 THEN 'code_sent' ELSE 'signed_in' END,
                'visitor', {user}, '192.0.2.1', 'sms', '5678', 'Firefox on Linux'
         FROM {}",
        400 * 86_400 - 3_600,
        numbers(rows, is_sqlite)
    )
}
