//! One page, again and again.

use crate::{
    Fault, client::Client, figures::Figures, inbox::Inbox, pace::Pace, person::Person, visits::Target,
    wire::Wire,
};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::task::JoinSet;
use url::Url;

/// Whose eyes it is seen with.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Viewer {
    /// Nobody has signed in: the sign-in page.
    Stranger,
    /// The code was sent: the page that asks for it.
    Code,
    /// Signed in: the account page.
    Account,
}

impl Viewer {
    const fn path(self) -> &'static str {
        match self {
            Self::Stranger => "/",
            Self::Code => "/verify",
            Self::Account => "/account",
        }
    }
}

/// Which page, how fast.
#[derive(Args)]
pub(crate) struct Page {
    #[arg(long)]
    target: Target,
    #[arg(long)]
    url: Url,
    #[arg(long)]
    twin: Url,
    #[arg(long)]
    viewer: Viewer,
    /// Sessions that take turns.
    #[arg(long, default_value_t = 16)]
    sessions: u32,
    /// The first of the people who have them.
    #[arg(long, default_value_t = 0)]
    first: u32,
    #[arg(long)]
    seconds: f64,
    #[arg(long, default_value_t = 0.0)]
    warm_up: f64,
    /// Requests that begin in a second; without it as many as the server can take.
    #[arg(long)]
    rate: Option<f64>,
    #[arg(long, default_value_t = 16)]
    connections: usize,
}

impl Page {
    pub(crate) async fn run(self) -> Result<Value, Fault> {
        let client = Arc::new(Client::new(&self.url, self.connections)?);
        let (path, viewers) = (self.viewer.path(), self.viewers(&client).await?);
        let bytes = viewers[0].look(&client, path).await?.body.len();
        let requests = viewers
            .iter()
            .map(|viewer| viewer.request(&client, path))
            .collect();
        let (pace, window) = Pace::of(self.rate, self.warm_up, self.seconds);
        let figures = Arc::new(Figures::of(window));
        let requests: Arc<Vec<Vec<u8>>> = Arc::new(requests);
        let mut tasks = JoinSet::new();
        for turn in 0..self.connections {
            let wire = Wire::connect(client.address()).await?;
            tasks.spawn(look_on(
                wire,
                turn,
                Arc::clone(&requests),
                pace.clone(),
                Arc::clone(&figures),
            ));
        }
        tasks.join_all().await;
        let mut json = figures.json();
        json["bytes"] = json!(bytes);
        Ok(json)
    }

    async fn viewers(&self, client: &Client) -> Result<Vec<Person>, Fault> {
        let inbox = Inbox::open(&self.twin).await?;
        let mut viewers = Vec::new();
        for index in self.first..self.first + self.sessions {
            let mut person = Person::new(index, self.target.prefix());
            if self.viewer != Viewer::Stranger {
                let expected = inbox.expect(person.phone());
                person.log_in(client).await?;
                person.send(client).await?;
                let code = expected.code().await?;
                if self.viewer == Viewer::Account {
                    person.check(client, &code).await?;
                }
            }
            viewers.push(person);
        }
        Ok(viewers)
    }
}

async fn look_on(
    mut wire: Wire,
    mut turn: usize,
    requests: Arc<Vec<Vec<u8>>>,
    pace: Pace,
    figures: Arc<Figures>,
) {
    while let Some(due) = pace.next().await {
        turn += 1;
        match wire.ask(&requests[turn % requests.len()]).await {
            Ok(200) => figures.note("page", due),
            Ok(status) => figures.note_fault(&format!("page: {status}").into()),
            Err(fault) => {
                figures.note_fault(&fault);
                return;
            }
        }
    }
}
