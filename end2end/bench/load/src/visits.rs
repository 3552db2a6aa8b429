//! People who sign in, or do a part of it.

use crate::{Fault, client::Client, figures::Figures, inbox::Inbox, pace::Pace, person::Person};
use clap::{Args, ValueEnum};
use serde_json::Value;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};
use tokio::task::JoinSet;
use url::Url;

/// Which server stands behind the address.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Target {
    /// The portal.
    Kakunin,
    /// The comparison.
    Express,
}

impl Target {
    /// What stands before the names of its forms.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::Kakunin => "/api",
            Self::Express => "",
        }
    }
}

/// What is measured.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Steps {
    /// The password only.
    Logins,
    /// Send and check; the password was typed before.
    Pairs,
    /// All from the password to the account.
    SignIns,
}

/// Who does what, how fast.
#[derive(Args)]
pub(crate) struct Visits {
    #[arg(long)]
    target: Target,
    #[arg(long)]
    url: Url,
    /// Where the twin of Twilio shows its inbox.
    #[arg(long)]
    twin: Url,
    #[arg(long)]
    steps: Steps,
    /// How many people there are; each sends once.
    #[arg(long)]
    people: u32,
    /// The first of them: whoever sent a moment ago has to wait.
    #[arg(long, default_value_t = 0)]
    first: u32,
    /// From one of them to the next, so that they are from all over the database.
    #[arg(long, default_value_t = 1)]
    stride: usize,
    #[arg(long)]
    seconds: f64,
    #[arg(long, default_value_t = 0.0)]
    warm_up: f64,
    /// Visits that begin in a second; without it as many as the server can take.
    #[arg(long)]
    rate: Option<f64>,
    /// Connections, and without a rate people at once.
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// People at once without a rate: those who wait for a code need no connection.
    #[arg(long)]
    at_once: Option<usize>,
}

struct Scene {
    client: Client,
    inbox: Arc<Inbox>,
    figures: Figures,
    steps: Steps,
    people: Mutex<VecDeque<Person>>,
}

impl Visits {
    pub(crate) async fn run(self) -> Result<Value, Fault> {
        let client = Client::new(&self.url, self.connections)?;
        let prefix = self.target.prefix();
        let indexes = (self.first..)
            .step_by(self.stride)
            .take(usize::try_from(self.people)?);
        let everybody = indexes.map(|index| Person::new(index, prefix));
        let people = match self.steps {
            Steps::Pairs => logged_in(&Arc::new(Client::new(&self.url, 16)?), everybody.collect()).await?,
            _ => everybody.collect(),
        };
        let inbox = Inbox::open(&self.twin).await?;
        let (pace, window) = Pace::of(self.rate, self.warm_up, self.seconds);
        let scene = Arc::new(Scene {
            client,
            inbox,
            figures: Figures::of(window),
            steps: self.steps,
            people: Mutex::new(people),
        });
        if self.rate.is_some() {
            by_the_clock(&scene, &pace).await;
        } else {
            at_once(&scene, &pace, self.at_once.unwrap_or(self.connections)).await;
        }
        Ok(scene.figures.json())
    }
}

/// Types the passwords of all people beforehand. Who is not let in at the second try stays out.
async fn logged_in(client: &Arc<Client>, people: VecDeque<Person>) -> Result<VecDeque<Person>, Fault> {
    let all = people.len();
    let mut tasks = JoinSet::new();
    for mut person in people {
        let client = Arc::clone(client);
        tasks.spawn(async move {
            let first = person.log_in(&client).await;
            let is_in = first.is_ok() || person.log_in(&client).await.is_ok();
            is_in.then_some(person)
        });
    }
    let people: VecDeque<_> = tasks.join_all().await.into_iter().flatten().collect();
    if people.len() * 100 < all * 99 {
        return Err(format!("of {all} people {} got in", people.len()).into());
    }
    Ok(people)
}

async fn by_the_clock(scene: &Arc<Scene>, pace: &Pace) {
    let mut visits = JoinSet::new();
    while let Some(due) = pace.next().await {
        let Some(person) = scene.next_person() else { break };
        let scene = Arc::clone(scene);
        visits.spawn(async move { scene.visit(person, due).await });
    }
    visits.join_all().await;
}

async fn at_once(scene: &Arc<Scene>, pace: &Pace, people: usize) {
    let mut tasks = JoinSet::new();
    for _ in 0..people {
        let (scene, pace) = (Arc::clone(scene), pace.clone());
        tasks.spawn(async move {
            while let Some(due) = pace.next().await {
                let Some(person) = scene.next_person() else {
                    scene.figures.note_end();
                    break;
                };
                scene.visit(person, due).await;
            }
        });
    }
    tasks.join_all().await;
}

impl Scene {
    /// Passwords can be typed again by the same people; a number waits after each message.
    fn next_person(&self) -> Option<Person> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        people.pop_front()
    }

    async fn visit(&self, mut person: Person, due: Instant) {
        if let Err(fault) = self.go_through(&mut person, due).await {
            self.figures.note_fault(&fault);
        }
    }

    async fn go_through(&self, person: &mut Person, due: Instant) -> Result<(), Fault> {
        let mut begin = due;
        if self.steps != Steps::Pairs {
            person.log_in(&self.client).await?;
            self.figures.note("login", begin);
            begin = Instant::now();
        }
        if self.steps == Steps::Logins {
            return Ok(());
        }
        let expected = self.inbox.expect(person.phone());
        person.send(&self.client).await?;
        self.figures.note("send", begin);
        let code = expected.code().await?;
        let begin = Instant::now();
        person.check(&self.client, &code).await?;
        self.figures.note("check", begin);
        if self.steps == Steps::SignIns {
            let begin = Instant::now();
            person.look(&self.client, "/account").await?;
            self.figures.note("account", begin);
        }
        // With the time until the phone showed the code.
        self.figures.note("whole", due);
        Ok(())
    }
}
