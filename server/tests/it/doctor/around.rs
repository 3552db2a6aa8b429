use super::{
    diagnosis::{Diagnosis, Finding, SECRET},
    plant::Plant,
};
use crate::{
    browser::Browser,
    process::{Place, Serving},
};
use std::{collections::BTreeMap, net::SocketAddr};

const DOCUMENTED: &str = include_str!("../../../../docs/contracts.md");

/// A twin and a live portal that run, and the settings that lead to both.
pub(super) struct Around {
    pub settings: BTreeMap<String, String>,
    pub portal: SocketAddr,
    pub place: Place,
    twin: SocketAddr,
    _processes: [Serving; 2],
    _twin_place: Place,
}

impl Around {
    pub(super) fn start() -> Self {
        let twin_place = Place::new(&[]);
        let mut twin = twin_place.serve(&["sandbox", "--listen", "127.0.0.1:0"]);
        let twin_address = twin.address("# the codes");
        let pairs = twin.told.lines().filter_map(|line| line.split_once('='));
        let mut settings: BTreeMap<String, String> =
            pairs.map(|(name, value)| (name.into(), value.into())).collect();
        let place = place(&settings).with(&[("KAKUNIN_LISTEN", "127.0.0.1:0")]);
        let mut serving = place.serve(&[]);
        let portal = serving.address("Kakunin ");
        settings.insert("KAKUNIN_LISTEN".into(), portal.to_string());
        // The tests hash cheaply, and the doctor would say so.
        settings.insert("KAKUNIN_ARGON2_MEMORY_KIB".into(), "19456".into());
        settings.insert("KAKUNIN_ARGON2_PASSES".into(), "2".into());
        settings.insert("KAKUNIN_DATA_KEY".into(), crate::engines::DATA_KEY.into());
        Self {
            settings,
            portal,
            place,
            twin: twin_address,
            _processes: [twin, serving],
            _twin_place: twin_place,
        }
    }

    /// Plants each mistake in a working directory of its own, and reads what the doctor says of it: these lines, in this
    /// order, and no other complaint but that of the twin. At the end nothing was sent.
    pub(super) async fn finds(&self, plants: Vec<Plant>) {
        for plant in plants {
            let told = self.examine(&plant);
            let mut complaints = told.complaints();
            complaints.retain(|found| !is_of_twin(found) && !is_of_test_server(found));
            assert_eq!(
                complaints.len(),
                plant.expected.len(),
                "{}: {complaints:?}",
                plant.what
            );
            for (found, (severity, name, words)) in complaints.iter().zip(&plant.expected) {
                assert_eq!((&*found.0, &*found.1), (*severity, *name), "{}", plant.what);
                assert!(found.2.contains(words), "{}: {}", plant.what, found.2);
            }
            documented(&told);
        }
        self.sent_nothing().await;
    }

    fn examine(&self, plant: &Plant) -> Diagnosis {
        let mut settings = self.settings.clone();
        for (name, value) in &plant.settings {
            match value {
                Some(value) => settings.insert(name.clone(), value.clone()),
                None => settings.remove(name),
            };
        }
        let place = place(&settings);
        if let Some(prepare) = &plant.prepare {
            prepare(&place);
        }
        println!("{}", plant.what);
        Diagnosis::of(&place, &self.secrets())
    }

    pub(super) fn secrets(&self) -> [&str; 2] {
        [&self.settings["TWILIO_AUTH_TOKEN"], SECRET]
    }

    /// The twin has neither a message nor a verification.
    pub(super) async fn sent_nothing(&self) {
        let browser = Browser::new(self.twin);
        for path in ["/sandbox/messages", "/sandbox/verifications"] {
            assert_eq!(browser.get(path).await.body, "[]", "{path}");
        }
    }
}

/// The one warning of every configuration that has a twin in Twilio's place.
pub(super) fn is_of_twin((severity, name, sentence): &Finding) -> bool {
    severity == "warning" && name == "twilio-address" && sentence.contains("is not Twilio's address")
}

/// The PostgreSQL of the tests forgets what it likes, because nothing of it is to survive.
fn is_of_test_server((severity, name, _): &Finding) -> bool {
    severity == "warning" && name == "database-durability"
}

fn place(settings: &BTreeMap<String, String>) -> Place {
    let pairs = settings
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    Place::new(&pairs.collect::<Vec<_>>())
}

/// Every name of the closed list stands in docs/contracts.md; settings carry their own.
pub(super) fn documented(told: &Diagnosis) {
    for (_, name, _) in &told.findings {
        let of_setting = name.starts_with(|first: char| first.is_ascii_uppercase());
        assert!(
            of_setting || DOCUMENTED.contains(&format!("| `{name}` |")),
            "{name}"
        );
    }
}
