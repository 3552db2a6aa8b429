use super::{
    dice::Dice,
    number_plan::{ABROAD, Country, JAPAN},
    scene::{Asked, Scene},
    tally::Tally,
};
use app::domain::Channel;
use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

/// The clock begins at noon in Tokyo.
const BEGINS_AT_HOUR: usize = 12;
const HOURS: usize = 30;
/// Presses in each hour of a Japanese day, relatively.
const HOURS_OF_DAY: [usize; 24] = [
    8, 4, 2, 1, 1, 2, 6, 18, 40, 60, 62, 55, 60, 58, 55, 52, 50, 48, 46, 44, 40, 36, 26, 16,
];
/// From ten to eleven on the second day one carrier delivers nothing.
const OUTAGE: std::ops::Range<i64> = 22 * 3_600..23 * 3_600;
/// Numbers below this belong to the carrier with the outage: about a third of Japan.
pub(super) const ONE_CARRIER: usize = 45;
/// All of Japan.
pub(super) const EVERY_CARRIER: usize = 100;
const KNOWN_PEOPLE: usize = 1_500;

/// In a thousand.
const SIGN_INS: usize = 500;
const IN_JAPAN: usize = 930;
const DELIVERED_IN_JAPAN: usize = 970;
const DELIVERED_ABROAD: usize = 850;
const TYPES_THE_CODE: usize = 940;
const TYPES_IT_WRONG_FIRST: usize = 50;
const MISTYPES_THE_NUMBER: usize = 50;
const PRESSES_AGAIN: usize = 700;
const COMES_BACK: usize = 400;

#[derive(Clone)]
struct Person {
    account: String,
    /// Empty where the phone is on file.
    typed: String,
    number: String,
    is_in_japan: bool,
    address: String,
    presses: usize,
    asked: Option<Asked>,
}

#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Step {
    Press,
    TypeCode,
}

/// What happens next to whom.
type Agenda = BinaryHeap<Reverse<(i64, usize, Step)>>;

pub(super) struct Crowd<'a> {
    scene: &'a Scene,
    dice: Dice,
    people: Vec<Person>,
    agenda: Agenda,
    failing: usize,
    pub tally: Tally,
}

impl<'a> Crowd<'a> {
    /// People who sign in or add a first phone, until so many presses are made.
    pub(super) async fn run(scene: &'a Scene, seed: u64, presses: usize, failing: usize) -> Tally {
        let mut crowd = Self {
            scene,
            dice: Dice::new(seed),
            people: Vec::new(),
            agenda: Agenda::new(),
            failing,
            tally: Tally::default(),
        };
        let known = crowd.add_known_people().await;
        crowd.invite(presses, &known);
        while crowd.tally.presses < presses
            && let Some(Reverse((time, person, step))) = crowd.agenda.pop()
        {
            crowd.scene.go_to(time);
            match step {
                Step::Press => crowd.press(time, person).await,
                Step::TypeCode => crowd.type_code(person).await,
            }
        }
        crowd.tally
    }

    async fn add_known_people(&self) -> Vec<Person> {
        let mut known = HashMap::new();
        while known.len() < KNOWN_PEOPLE {
            let (country, is_in_japan) = self.country();
            let person = self.person(format!("known-{}", known.len()), country, is_in_japan);
            known.insert(person.number.clone(), person);
        }
        let mut people: Vec<_> = known.into_values().collect();
        people.sort_by(|one, other| one.account.cmp(&other.account));
        for person in &mut people {
            self.scene
                .add_account(&person.account, Some(&person.number))
                .await;
            person.typed.clear();
        }
        people
    }

    fn country(&self) -> (Country, bool) {
        if self.dice.happens(IN_JAPAN) {
            (JAPAN, true)
        } else {
            (*self.dice.one_of(&ABROAD), false)
        }
    }

    fn person(&self, account: String, country: Country, is_in_japan: bool) -> Person {
        let number = country.number(&self.dice);
        Person {
            account,
            typed: number.clone(),
            number,
            is_in_japan,
            address: format!("203.0.{}.{}", self.dice.below(250), self.dice.below(250)),
            presses: 0,
            asked: None,
        }
    }

    /// More than will be needed: the last ones never come.
    fn invite(&mut self, presses: usize, known: &[Person]) {
        let hours: Vec<_> = (0..HOURS)
            .map(|hour| (hour, HOURS_OF_DAY[(BEGINS_AT_HOUR + hour) % 24]))
            .collect();
        for guest in 0..presses {
            let hour = i64::try_from(self.dice.weighted(&hours)).unwrap();
            let person = if self.dice.happens(SIGN_INS) {
                self.dice.one_of(known).clone()
            } else {
                let (country, is_in_japan) = self.country();
                self.person(format!("new-{guest}"), country, is_in_japan)
            };
            self.people.push(person);
            let time = hour * 3_600 + self.dice.seconds(0, 3_600);
            self.agenda.push(Reverse((time, guest, Step::Press)));
        }
    }

    async fn press(&mut self, time: i64, index: usize) {
        let person = self.people[index].clone();
        self.people[index].presses += 1;
        if person.presses == 0 && !person.typed.is_empty() {
            self.scene.add_account(&person.account, None).await;
        }
        let (asked, is_right_number) = self.asked(&person);
        let answer = self.scene.press(&asked).await;
        self.tally.count(&answer);
        self.people[index].asked = Some(asked);
        if !answer.is_message() {
            self.come_back(index, time + self.dice.seconds(900, 3_600), COMES_BACK);
        } else if !(is_right_number && self.arrives(&person, time)) {
            self.come_back(index, time + self.dice.seconds(60, 200), PRESSES_AGAIN);
        } else if self.dice.happens(TYPES_THE_CODE) {
            let later = time + self.dice.seconds(10, 90);
            self.agenda.push(Reverse((later, index, Step::TypeCode)));
        }
    }

    fn asked(&self, person: &Person) -> (Asked, bool) {
        let mistyped =
            !person.typed.is_empty() && person.presses == 0 && self.dice.happens(MISTYPES_THE_NUMBER);
        let number = if mistyped {
            let end = person.typed.len() - 3;
            format!("{}{}", &person.typed[..end], self.dice.digits(3))
        } else {
            person.typed.clone()
        };
        // The page offers the call first from the third time on.
        let calls = if person.presses >= 2 { 600 } else { 50 };
        let asked = Asked {
            account: person.account.clone(),
            number,
            channel: if self.dice.happens(calls) {
                Channel::Call
            } else {
                Channel::Sms
            },
            address: person.address.clone(),
        };
        (asked, !mistyped)
    }

    fn arrives(&self, person: &Person, time: i64) -> bool {
        let usual = if person.is_in_japan {
            DELIVERED_IN_JAPAN
        } else {
            DELIVERED_ABROAD
        };
        let fails = person.is_in_japan && OUTAGE.contains(&time) && carrier(&person.number) < self.failing;
        !fails && self.dice.happens(usual)
    }

    async fn type_code(&mut self, index: usize) {
        let Some(asked) = self.people[index].asked.clone() else {
            return;
        };
        if self.dice.happens(TYPES_IT_WRONG_FIRST) {
            self.scene.type_code(&asked, false).await;
        }
        if self.scene.type_code(&asked, true).await {
            self.tally.approved += 1;
        }
    }

    fn come_back(&mut self, index: usize, time: i64, in_thousand: usize) {
        if self.people[index].presses < 4 && self.dice.happens(in_thousand) {
            self.agenda.push(Reverse((time, index, Step::Press)));
        }
    }
}

/// Blocks belong to carriers: by the digits after the first three, from 0 to 99.
fn carrier(number: &str) -> usize {
    number[5..7].parse().unwrap()
}
