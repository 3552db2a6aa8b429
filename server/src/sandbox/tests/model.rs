//! Twilio's state table once more, told from the documents alone: it shares no line with the twin.

/// How the service is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) sends: usize,
    pub(super) checks: usize,
    pub(super) lifetime: i64,
    pub(super) restart: bool,
}

/// What was sent, oldest first: which verification, and by a call or not.
pub(super) type Sent = Vec<(usize, bool)>;

/// What a request is answered: HTTP status, Twilio's code (0 for none), `status`, and which verification it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) http: u16,
    pub(super) code: u64,
    pub(super) status: &'static str,
    pub(super) shown: Option<usize>,
}

/// Which verification a request means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meant {
    /// The number's latest.
    Number(usize),
    /// The one with this place in time; there may be no such one.
    Sid(usize),
}

/// What is typed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Typed {
    Right,
    Wrong,
    /// No code at all.
    Malformed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Waiting,
    Approved,
    Canceled,
}

#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) number: usize,
    pub(super) sends: usize,
    pub(super) checks: usize,
    born: i64,
    fate: Fate,
}

/// Everything that was started, in the order of time.
pub(super) struct Model {
    rules: Rules,
    now: i64,
    pub(super) entries: Vec<Entry>,
    pub(super) sent: Sent,
}

const fn refused(http: u16, code: u64) -> Said {
    Said {
        http,
        code,
        status: "",
        shown: None,
    }
}

const NOT_FOUND: Said = refused(404, 20404);
const NO_CODE: Said = refused(400, 60200);
const CHECKS_USED: Said = refused(429, 60202);
const SENDS_USED: Said = refused(429, 60203);

impl Model {
    pub(super) fn new(rules: Rules) -> Self {
        Self {
            rules,
            now: 0,
            entries: Vec::new(),
            sent: Vec::new(),
        }
    }

    pub(super) fn pass(&mut self, seconds: i64) {
        self.now += seconds;
    }

    /// A resource says the word of its state; one whose checks are used has a word of its own.
    pub(super) fn word(&self, place: usize) -> &'static str {
        let entry = &self.entries[place];
        match entry.fate {
            Fate::Approved => "approved",
            Fate::Canceled => "canceled",
            Fate::Waiting if entry.checks == self.rules.checks => "max_attempts_reached",
            Fate::Waiting => "pending",
        }
    }

    fn show(&self, http: u16, place: usize) -> Said {
        Said {
            http,
            code: 0,
            status: self.word(place),
            shown: Some(place),
        }
    }

    fn place(&self, meant: Meant) -> Option<usize> {
        match meant {
            Meant::Sid(place) => (place < self.entries.len()).then_some(place),
            Meant::Number(number) => self.entries.iter().rposition(|entry| entry.number == number),
        }
    }

    /// Expired and approved ones are as if they had never been.
    fn there(&self, meant: Meant) -> Option<usize> {
        self.place(meant).filter(|place| {
            let entry = &self.entries[*place];
            entry.fate != Fate::Approved && self.now - entry.born < self.rules.lifetime
        })
    }

    /// A canceled one is only to be looked at.
    fn open(&self, meant: Meant) -> Option<usize> {
        let there = self.there(meant);
        there.filter(|place| self.entries[*place].fate == Fate::Waiting)
    }

    pub(super) fn start(&mut self, number: usize, by_call: bool) -> Said {
        let place = match self.open(Meant::Number(number)) {
            None => self.begin(number),
            Some(open) if self.entries[open].checks == self.rules.checks => {
                if !self.rules.restart {
                    return CHECKS_USED;
                }
                self.begin(number)
            }
            Some(open) if self.entries[open].sends == self.rules.sends => return SENDS_USED,
            Some(open) => open,
        };
        self.entries[place].sends += 1;
        self.sent.push((place, by_call));
        self.show(201, place)
    }

    fn begin(&mut self, number: usize) -> usize {
        self.entries.push(Entry {
            number,
            sends: 0,
            checks: 0,
            born: self.now,
            fate: Fate::Waiting,
        });
        self.entries.len() - 1
    }

    pub(super) fn check(&mut self, meant: Meant, typed: Typed) -> Said {
        if matches!(typed, Typed::Malformed) {
            return NO_CODE;
        }
        let Some(place) = self.open(meant) else {
            return NOT_FOUND;
        };
        let entry = &mut self.entries[place];
        if entry.checks == self.rules.checks {
            return CHECKS_USED;
        }
        entry.checks += 1;
        if matches!(typed, Typed::Right) {
            entry.fate = Fate::Approved;
            return self.show(200, place);
        }
        // The last wrong code is answered as every wrong code is.
        Said {
            status: "pending",
            ..self.show(200, place)
        }
    }

    pub(super) fn look(&self, meant: Meant) -> Said {
        self.there(meant).map_or(NOT_FOUND, |place| self.show(200, place))
    }

    pub(super) fn set(&mut self, meant: Meant, approved: bool) -> Said {
        let Some(place) = self.open(meant) else {
            return NOT_FOUND;
        };
        self.entries[place].fate = if approved { Fate::Approved } else { Fate::Canceled };
        self.show(200, place)
    }
}
