//! Codes, as people read them from their phones: from the inbox of the twin, which keeps the latest thousand messages. One look
//! now and then serves everybody, so that reading costs the machine next to nothing.

use crate::{Fault, client::Client};
use serde::Deserialize;
use std::{
    collections::HashMap,
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
}

#[derive(Deserialize)]
struct Message {
    to: String,
    code: String,
}

/// A message that somebody waits for.
pub(crate) struct Expected(oneshot::Receiver<String>);

impl Inbox {
    pub(crate) fn open(twin: &Url) -> Result<Arc<Self>, Fault> {
        let inbox = Arc::new(Self {
            client: Client::new(twin, 1)?,
            waiting: Mutex::default(),
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
        let answer = self.client.get("/sandbox/messages", &[]).await?;
        let messages: Vec<Message> = serde_json::from_slice(&answer.body)?;
        let mut waiting = self.waiting();
        for Message { to, code } in messages {
            // Newest first: an older message to the same number finds nobody.
            if let Some(person) = waiting.remove(&to) {
                // Whoever went away needs no code.
                let _ = person.send(code);
            }
        }
        Ok(())
    }
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
