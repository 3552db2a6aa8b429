//! Another data key for a database that is in use: all or nothing, in one transaction.

use super::{
    AuditEvent, Database, StoreError, Transaction,
    database::on,
    sealing::{MARK, place_of_challenge, place_of_user, wipe},
    transaction::Connection,
};
use crate::data_key::DataKey;
use std::collections::{HashMap, HashSet};

/// Numbers that are sealed anew at a time.
const AT_ONCE: i64 = 500;

/// A rotation under way. Nobody else writes; without [`Rotation::commit`] nothing of it remains.
pub struct Rotation {
    transaction: Transaction,
}

/// What a rotation did, and what could not be carried over because only the hash of its number was known: waits and counts of
/// the day.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Lost {
    /// Numbers sealed anew.
    pub sealed: u64,
    /// Verifications of numbers that stand nowhere else.
    pub verifications: u64,
    /// Counts of the day by such numbers.
    pub counts: u64,
    /// Waits after sign-ins that failed: what they are about stands nowhere.
    pub attempts: u64,
}

impl Database {
    /// Begins a rotation: waits for whoever writes, and keeps all others waiting.
    ///
    /// # Errors
    /// When the key of this process is not the database's, or the lock cannot be had.
    pub async fn begin_rotation(&self) -> Result<Rotation, StoreError> {
        Ok(Rotation {
            transaction: self.begin_alone().await?,
        })
    }
}

impl Rotation {
    /// Seals and hashes every number with this key, and makes it the database's own.
    ///
    /// # Errors
    /// When a query fails or a number cannot be opened with the old key.
    pub async fn change_to(&mut self, new: &DataKey) -> Result<Lost, StoreError> {
        let wanted = self.transaction.keyed_hashes().await?;
        let mut hashes = HashMap::new();
        let mut sealed = 0;
        for (table, place) in [
            ("users", place_of_user as fn(&str) -> String),
            ("challenges", place_of_challenge),
        ] {
            let mut after = String::new();
            loop {
                let rows = self.transaction.sealed_numbers(table, &after).await?;
                let Some((last, _)) = rows.last() else { break };
                after.clone_from(last);
                for (id, old) in &rows {
                    let number = self.transaction.key.open(&place(id), old)?;
                    let (old, hash) = (self.transaction.key.hash(&number), new.hash(&number));
                    let fresh = new.seal(&place(id), &number);
                    self.transaction.reseal(table, id, &fresh, hash.as_str()).await?;
                    sealed += 1;
                    if wanted.contains(old.as_str()) {
                        hashes.insert(old.as_str().to_owned(), hash.as_str().to_owned());
                    }
                }
            }
        }
        let mut lost = self.transaction.rehash(&hashes).await?;
        lost.sealed = sealed;
        self.transaction.know(new.check_value()).await?;
        Ok(lost)
    }

    /// Writes it into the audit log.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn audit(&mut self, event: &AuditEvent<'_>) -> Result<(), StoreError> {
        self.transaction.audit(event).await
    }

    /// Makes it last. From now on only the new key opens the database.
    ///
    /// # Errors
    /// When the engine could not; then nothing of it remains.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.transaction.commit().await
    }
}

impl Database {
    /// Takes what an earlier key sealed out of the file, too: free pages of SQLite keep it for some time.
    ///
    /// # Errors
    /// When the file is in use.
    pub async fn wipe_free_pages(&self) -> Result<(), StoreError> {
        wipe(&self.writing).await
    }
}

impl Transaction {
    /// Every hash of a number that stands somewhere without its number.
    async fn keyed_hashes(&mut self) -> Result<HashSet<String>, StoreError> {
        let mut all = HashSet::new();
        for text in [
            "SELECT phone_hash FROM verifications",
            "SELECT phone_hash FROM remembered_browsers",
            "SELECT subject FROM ceilings WHERE name LIKE '%number_hour' OR name LIKE '%number_day' OR name = 'number_of_account'",
        ] {
            let rows: Vec<String> = on!(Connection, &mut self.connection, connection => sqlx::query_scalar(text)
                .fetch_all(&mut **connection)
                .await?);
            all.extend(rows.iter().map(|row| hash_in(row).to_owned()));
        }
        Ok(all)
    }

    async fn sealed_numbers(
        &mut self,
        table: &'static str,
        after: &str,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let text = match table {
            "users" => {
                "SELECT id, phone_sealed FROM users WHERE phone_sealed IS NOT NULL AND id > $1 ORDER BY id LIMIT $2"
            }
            _ => {
                "SELECT id, phone_sealed FROM challenges WHERE phone_sealed IS NOT NULL AND id > $1 ORDER BY id LIMIT $2"
            }
        };
        Ok(
            on!(Connection, &mut self.connection, connection => sqlx::query_as(text)
            .bind(after)
            .bind(AT_ONCE)
            .fetch_all(&mut **connection)
            .await?),
        )
    }

    async fn reseal(
        &mut self,
        table: &'static str,
        id: &str,
        sealed: &str,
        hash: &str,
    ) -> Result<(), StoreError> {
        if table == "users" {
            let text = "UPDATE users SET phone_sealed = $2, phone_hash = $3 WHERE id = $1";
            self.write(text, &[id, sealed, hash]).await?;
        } else {
            let text = "UPDATE challenges SET phone_sealed = $2 WHERE id = $1";
            self.write(text, &[id, sealed]).await?;
        }
        Ok(())
    }

    /// Gives everything that is found by a hash its new one, and drops what nobody could find any more.
    async fn rehash(&mut self, hashes: &HashMap<String, String>) -> Result<Lost, StoreError> {
        for (old, new) in hashes {
            for text in [
                "UPDATE verifications SET phone_hash = 'new ' || $2 WHERE phone_hash = $1",
                "UPDATE remembered_browsers SET phone_hash = 'new ' || $2 WHERE phone_hash = $1",
                "UPDATE ceilings SET subject = 'new ' || $2
                 WHERE (name LIKE '%number_hour' OR name LIKE '%number_day') AND subject = $1",
            ] {
                self.write(text, &[old, new]).await?;
            }
        }
        self.rehash_numbers_of_accounts(hashes).await?;
        let lost = Lost {
            sealed: 0,
            verifications: self.write("DELETE FROM verifications WHERE phone_hash NOT LIKE 'new %'", &[]).await?,
            counts: self
                .write(
                    "DELETE FROM ceilings WHERE (name LIKE '%number_hour' OR name LIKE '%number_day' OR name = 'number_of_account')
                     AND subject NOT LIKE 'new %'",
                    &[],
                )
                .await?,
            attempts: self.write("DELETE FROM sign_in_attempts", &[]).await?,
        };
        for text in [
            "DELETE FROM remembered_browsers WHERE phone_hash NOT LIKE 'new %'",
            "UPDATE verifications SET phone_hash = substr(phone_hash, 5)",
            "UPDATE remembered_browsers SET phone_hash = substr(phone_hash, 5)",
            "UPDATE ceilings SET subject = substr(subject, 5)
             WHERE name LIKE '%number_hour' OR name LIKE '%number_day' OR name = 'number_of_account'",
        ] {
            self.write(text, &[]).await?;
        }
        Ok(lost)
    }

    /// Their subjects are a user and the hash of a number.
    async fn rehash_numbers_of_accounts(
        &mut self,
        hashes: &HashMap<String, String>,
    ) -> Result<(), StoreError> {
        let subjects: Vec<String> = on!(Connection, &mut self.connection, connection => sqlx::query_scalar(
            "SELECT DISTINCT subject FROM ceilings WHERE name = 'number_of_account'")
            .fetch_all(&mut **connection)
            .await?);
        for subject in &subjects {
            let old = hash_in(subject);
            let Some(new) = hashes.get(old) else { continue };
            let fresh = format!("new {}{new}", subject.strip_suffix(old).unwrap_or_default());
            let text = "UPDATE ceilings SET subject = $2 WHERE name = 'number_of_account' AND subject = $1";
            self.write(text, &[subject, &fresh]).await?;
        }
        Ok(())
    }

    async fn know(&mut self, check_value: &str) -> Result<(), StoreError> {
        let text = "UPDATE portal SET value = $2 WHERE name = $1";
        self.write(text, &[MARK, check_value]).await?;
        Ok(())
    }

    async fn write(&mut self, text: &'static str, values: &[&str]) -> Result<u64, StoreError> {
        Ok(on!(Connection, &mut self.connection, connection => {
            let mut query = sqlx::query(text);
            for value in values {
                query = query.bind((*value).to_owned());
            }
            query.execute(&mut **connection).await?.rows_affected()
        }))
    }
}

/// The hash stands alone, or behind the user that it is counted for.
fn hash_in(subject: &str) -> &str {
    subject.rsplit(' ').next().unwrap_or(subject)
}
