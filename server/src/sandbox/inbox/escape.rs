use std::fmt::{Display, Formatter, Result, Write};

/// Text that shows as itself, in an element as in a quoted attribute (HTML, syntax: character references).
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        for character in self.0.chars() {
            match character {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                '\'' => formatter.write_str("&#39;")?,
                _ => formatter.write_char(character)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_leave_its_place() {
        let escaped = Escaped("<a href='x' id=\"y\">&amp; 確認\n").to_string();
        let expected = "&lt;a href=&#39;x&#39; id=&quot;y&quot;&gt;&amp;amp; 確認\n";
        assert_eq!(escaped, expected);
    }
}
