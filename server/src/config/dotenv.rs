use std::{
    cell::Cell,
    collections::BTreeMap,
    fs,
    io::{self, Read},
    path::Path,
};

/// The file `.env` is there and cannot be read.
#[derive(Debug, thiserror::Error)]
#[error(".env cannot be read: {0}")]
pub struct DotenvError(String);

/// The names and values of the file, none where there is no file.
///
/// # Errors
/// When it is there and cannot be read.
pub(super) fn read(path: &Path) -> Result<BTreeMap<String, String>, DotenvError> {
    match fs::read(path) {
        Ok(text) => parse(&text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(DotenvError(error.to_string())),
    }
}

fn parse(text: &[u8]) -> Result<BTreeMap<String, String>, DotenvError> {
    let count = Cell::new(0);
    let lines = Lines {
        rest: text,
        count: &count,
    };
    dotenvy::Iter::new(lines)
        .collect::<Result<_, _>>()
        .map_err(|error| explain(&error, count.get()))
}

/// The message of a parse error repeats the line, which may be a secret; so only its place is told.
fn explain(error: &dotenvy::Error, read: usize) -> DotenvError {
    DotenvError(match error {
        // A value in quotation marks may be several lines, of which the last one was read just now.
        dotenvy::Error::LineParse(lines, _) => {
            let first = (read + 1).saturating_sub(lines.lines().count().max(1));
            format!("line {first} is not NAME=value")
        }
        dotenvy::Error::Io(error) => error.to_string(),
        _ => format!("line {read} is not NAME=value"),
    })
}

/// Hands out one line at a time, so that its reader has read no further than the line that it complains of.
struct Lines<'a> {
    rest: &'a [u8],
    /// How many were handed out.
    count: &'a Cell<usize>,
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let end = self.rest.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(self.rest.len(), |end| end + 1);
        let mut line = &self.rest[..length];
        let copied = line.read(buffer)?;
        self.rest = &self.rest[copied..];
        if copied > 0 && copied == length {
            self.count.set(self.count.get() + 1);
        }
        Ok(copied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_told_and_not_its_words() {
        let long = format!("A={}\nsecret\n", "x".repeat(20_000));
        for (text, line) in [
            ("secret", 1),
            ("# first\n\nA=1\nsecret 1\nB=2\n", 4),
            ("A=1\nB='secret\n\nC=2\n", 2),
            ("A='1\n2'\n\nB=a secret\nC=2\n", 4),
            ("A=1\r\n\r\nsecret 1\r\n", 3),
            (&long, 2),
        ] {
            let error = parse(text.as_bytes()).unwrap_err();
            let expected = format!(".env cannot be read: line {line} is not NAME=value");
            assert_eq!(error.to_string(), expected, "{text}");
        }
    }

    #[test]
    fn names_and_values_are_read() {
        let read = parse(b"# of a test\nA=1\nexport B='two\nlines'\n\nC=").unwrap();
        let pairs: Vec<_> = read.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(pairs, [("A", "1"), ("B", "two\nlines"), ("C", "")]);
    }
}
