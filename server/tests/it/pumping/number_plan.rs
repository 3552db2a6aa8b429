use super::dice::Dice;
use server::auth::NumberReader;

/// Mobile numbers of a country: what they begin with, and how many digits follow.
#[derive(Clone, Copy)]
pub(super) struct Country {
    starts: &'static [&'static str],
    digits: usize,
}

const fn country(starts: &'static [&'static str], digits: usize) -> Country {
    Country { starts, digits }
}

pub(super) const JAPAN: Country = country(&["+8190", "+8180", "+8170"], 8);
pub(super) const NIGERIA: Country = country(&["+234803", "+234806"], 7);
pub(super) const PAKISTAN: Country = country(&["+92300", "+92301"], 7);
pub(super) const INDONESIA: Country = country(&["+62812", "+62813"], 7);

/// Where the few people abroad live.
pub(super) const ABROAD: [Country; 10] = [
    country(&["+1212", "+1415", "+1310"], 7),
    country(&["+447400", "+447700"], 6),
    country(&["+8210"], 8),
    country(&["+8869"], 8),
    country(&["+86138", "+86139"], 8),
    country(&["+6681", "+6689"], 7),
    country(&["+63917", "+63918"], 7),
    country(&["+6141", "+6140"], 7),
    country(&["+49151", "+49171"], 8),
    country(&["+8490", "+8491"], 7),
];

impl Country {
    /// Any number of the country that can exist.
    pub(super) fn number(&self, dice: &Dice) -> String {
        loop {
            let number = self.draw(dice);
            if NumberReader::default().read(&number).is_ok() {
                return number;
            }
        }
    }

    fn draw(&self, dice: &Dice) -> String {
        let start = *dice.one_of(self.starts);
        // No subscriber's part begins with 0 or 1 in the plan of North America.
        let first = char::from(b'2' + u8::try_from(dice.below(7)).unwrap());
        format!("{start}{first}{}", dice.digits(self.digits - 1))
    }

    /// The number of a block of ten thousand, as a carrier sells them.
    pub(super) fn number_in_block(&self, block: usize, dice: &Dice) -> String {
        let start = self.starts[block % self.starts.len()];
        let known = Dice::new(u64::try_from(block).unwrap());
        let first = char::from(b'2' + u8::try_from(known.below(7)).unwrap());
        let rest = known.digits(self.digits - 5);
        format!("{start}{first}{rest}{}", dice.digits(4))
    }
}
