use crate::{
    engines::open_database,
    portal::{Message, PASSWORD, add_user},
    setup::{START, Setup, start_twin},
    twin::Twin,
    victim::Victim,
};
use server::{
    clock::{AdjustableClock, Clock, StoppedClock},
    sandbox::Sandbox,
    store::Database,
};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::sync::watch;

/// Portals in processes of their own, over one database and one twin that live on.
pub(super) struct Scene {
    pub database: Database,
    pub twin: Twin,
    url: String,
    clock: Arc<AdjustableClock>,
    sandbox: Arc<Sandbox>,
    /// One that is being started again is missing.
    portals: Mutex<Vec<Option<Victim>>>,
    requests: watch::Sender<u64>,
    events: Mutex<BTreeMap<String, u64>>,
    restarts: AtomicU64,
}

impl Scene {
    pub(super) async fn over(url: &str, instances: usize) -> Self {
        let clock = Arc::new(AdjustableClock::new(Arc::new(StoppedClock(START))));
        let (twin, sandbox) = start_twin(Arc::clone(&clock)).await;
        let scene = Self {
            database: open_database(url).await.unwrap(),
            twin: Twin::at(twin),
            url: url.to_owned(),
            clock,
            sandbox,
            portals: Mutex::default(),
            requests: watch::Sender::new(0),
            events: Mutex::default(),
            restarts: AtomicU64::new(0),
        };
        let portals = (0..instances).map(|_| Some(scene.portal())).collect();
        *scene.portals.lock().unwrap() = portals;
        scene
    }

    /// The ceilings are left out: they would stop who comes again and again, and are not what is tested.
    fn portal(&self) -> Victim {
        let mut setup = Setup::new(&[("DATABASE_URL", &*self.url), ("KAKUNIN_LOG", "off")]);
        for what in ["SENDS", "CHECKS"] {
            for whom in ["ACCOUNT", "NUMBER", "ADDRESS", "PREFIX", "COUNTRY"] {
                let name = format!("KAKUNIN_{what}_PER_{whom}");
                setup.settings.insert(name, "off".into());
            }
        }
        for name in ["KAKUNIN_SENDS_PER_DAY", "KAKUNIN_SPEND_PER_DAY"] {
            setup.settings.insert(name.into(), "1000000".into());
        }
        setup.clock = Arc::clone(&self.clock);
        setup.use_twin(self.twin.address, &self.sandbox);
        Victim::start(&setup)
    }

    pub(super) async fn add_user(&self, name: &str, number: &str) {
        add_user(&self.database, START, name, PASSWORD, Some(number)).await;
    }

    /// Where an instance is, if it is there.
    pub(super) fn address(&self, instance: usize) -> Option<SocketAddr> {
        let portals = self.portals.lock().unwrap();
        portals[instance % portals.len()]
            .as_ref()
            .map(|portal| portal.address)
    }

    pub(super) fn instances(&self) -> usize {
        self.portals.lock().unwrap().len()
    }

    /// Ends an instance as a power cut does.
    pub(super) fn kill(&self, instance: usize) {
        let portal = self.portals.lock().unwrap()[instance].take();
        if let Some(portal) = portal {
            portal.kill();
        }
    }

    /// Starts it again, at the time that it is.
    pub(super) async fn restart(&self, instance: usize) {
        self.restarts.fetch_add(1, Ordering::SeqCst);
        let before = self.clock.now();
        // Waits for the process; the people go on meanwhile.
        let mut portal = tokio::task::block_in_place(|| self.portal());
        let mut portals = self.portals.lock().unwrap();
        portal.advance(self.clock.now() - before);
        portals[instance] = Some(portal);
    }

    pub(super) fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Moves every clock to this time, unless it has passed.
    pub(super) fn until(&self, time: i64) {
        let mut portals = self.portals.lock().unwrap();
        let seconds = time - self.clock.now();
        if seconds > 0 {
            self.clock.advance(seconds);
            portals
                .iter_mut()
                .flatten()
                .for_each(|portal| portal.advance(seconds));
        }
    }

    /// The newest message at this number.
    pub(super) async fn message(&self, number: &str) -> Option<Message> {
        let messages = self.twin.messages().await;
        messages.into_iter().find(|message| message.to == number)
    }

    /// Somebody asks a portal.
    pub(super) fn count_request(&self) {
        self.requests.send_modify(|count| *count += 1);
    }

    /// Returns after so many more requests.
    pub(super) async fn requests(&self, more: usize) {
        let mut seen = self.requests.subscribe();
        let end = *seen.borrow() + u64::try_from(more).unwrap();
        seen.wait_for(|count| *count >= end).await.unwrap();
    }

    /// Remembers what the schedule did.
    pub(super) fn happened(&self, event: &str) {
        *self.events.lock().unwrap().entry(event.to_owned()).or_default() += 1;
    }

    /// What it did, and how often.
    pub(super) fn events(&self) -> String {
        let events = self.events.lock().unwrap();
        let told = events.iter().map(|(event, count)| format!("{event} {count}"));
        format!(
            "{} requests; {}",
            *self.requests.borrow(),
            told.collect::<Vec<_>>().join(", ")
        )
    }
}
