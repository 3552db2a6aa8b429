//! Codes, as people read them from their phones: from the inbox of the twin, which keeps the latest thousand messages. One look
//! now and then serves everybody, so that reading costs the machine next to nothing.

use crate::{Fault, client::Client};
use serde::Deserialize;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::oneshot;
use url::Url;

const EVERY: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(10);

/// The phones of all people.
pub(crate) struct Inbox {
    client: Client,
    waiting: Mutex<HashMap<String, oneshot::Sender<String>>>,
    /// Verifications of an earlier run, by their SIDs: the same people may have been sent codes before.
    earlier: HashSet<String>,
}

#[derive(Deserialize)]
struct Message {
    to: String,
    code: String,
    sid: String,
}

/// A message that somebody waits for.
pub(crate) struct Expected(oneshot::Receiver<String>);

impl Inbox {
    pub(crate) async fn open(twin: &Url) -> Result<Arc<Self>, Fault> {
        let client = Client::new(twin, 1)?;
        let earlier = messages(&client).await?;
        let inbox = Arc::new(Self {
            client,
            waiting: Mutex::default(),
            earlier: earlier.into_iter().map(|message| message.sid).collect(),
        });
        tokio::spawn(Arc::clone(&inbox).look_now_and_then());
        Ok(inbox)
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<String, oneshot::Sender<String>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be called before the message is asked for.
    pub(crate) fn expect(&self, phone: String) -> Expected {
        let (sender, receiver) = oneshot::channel();
        self.waiting().insert(phone, sender);
        Expected(receiver)
    }

    async fn look_now_and_then(self: Arc<Self>) {
        loop {
            tokio::time::sleep(EVERY).await;
            if self.waiting().is_empty() {
                continue;
            }
            if let Err(fault) = self.look().await {
                eprintln!("bench-load: the inbox: {fault}");
            }
        }
    }

    async fn look(&self) -> Result<(), Fault> {
        let mut messages = messages(&self.client).await?;
        messages.retain(|message| !self.earlier.contains(&message.sid));
        let mut waiting = self.waiting();
        for Message { to, code, .. } in messages {
            // Newest first: an older message to the same number finds nobody.
            if let Some(person) = waiting.remove(&to) {
                // Whoever went away needs no code.
                let _ = person.send(code);
            }
        }
        Ok(())
    }
}

async fn messages(client: &Client) -> Result<Vec<Message>, Fault> {
    let answer = client.get("/sandbox/messages", &[]).await?;
    Ok(serde_json::from_slice(&answer.body)?)
}

impl Expected {
    /// The code, once it has arrived.
    pub(crate) async fn code(self) -> Result<String, Fault> {
        match tokio::time::timeout(PATIENCE, self.0).await {
            Ok(Ok(code)) => Ok(code),
            _ => Err("no code arrived".into()),
        }
    }
}
