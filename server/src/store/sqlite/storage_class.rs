use super::{Sqlite, SqliteValueRef};
use rusqlite::types::Value;
use sqlx::{
    Decode, Encode, Type,
    encode::IsNull,
    error::{BoxDynError, UnexpectedNullError},
};
use std::fmt;

/// How a value is stored (Datatypes In SQLite, section 2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SqliteType {
    /// No value.
    Null,
    /// Also what is true or false.
    Integer,
    /// A floating point number.
    Real,
    /// UTF-8.
    Text,
    /// Bytes.
    Blob,
}

impl SqliteType {
    pub(super) const fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Integer(_) => Self::Integer,
            Value::Real(_) => Self::Real,
            Value::Text(_) => Self::Text,
            Value::Blob(_) => Self::Blob,
        }
    }
}

impl fmt::Display for SqliteType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(sqlx::TypeInfo::name(self))
    }
}

impl sqlx::TypeInfo for SqliteType {
    fn is_null(&self) -> bool {
        *self == Self::Null
    }

    fn name(&self) -> &str {
        match self {
            Self::Null => "NULL",
            Self::Integer => "INTEGER",
            Self::Real => "REAL",
            Self::Text => "TEXT",
            Self::Blob => "BLOB",
        }
    }
}

/// A Rust type that is stored in one way: how it goes in, and how it comes out.
macro_rules! stored {
    ($($rust:ty => $stored:ident, |$own:ident| $into:expr, |$value:ident| $from:expr;)+) => {$(
        impl Type<Sqlite> for $rust {
            fn type_info() -> SqliteType {
                SqliteType::$stored
            }
        }

        impl Encode<'_, Sqlite> for $rust {
            fn encode_by_ref(&self, arguments: &mut Vec<Value>) -> Result<IsNull, BoxDynError> {
                let $own = self;
                arguments.push(Value::$stored($into));
                Ok(IsNull::No)
            }
        }

        impl Decode<'_, Sqlite> for $rust {
            fn decode(value: SqliteValueRef<'_>) -> Result<Self, BoxDynError> {
                match value.0 {
                    Value::$stored($value) => Ok($from),
                    _ => Err(UnexpectedNullError.into()),
                }
            }
        }
    )+};
}

stored! {
    i64 => Integer, |own| *own, |value| *value;
    bool => Integer, |own| i64::from(*own), |value| *value != 0;
    String => Text, |own| own.clone(), |value| value.clone();
    Vec<u8> => Blob, |own| own.clone(), |value| value.clone();
}

impl Type<Sqlite> for str {
    fn type_info() -> SqliteType {
        SqliteType::Text
    }
}

impl Encode<'_, Sqlite> for &str {
    fn encode_by_ref(&self, arguments: &mut Vec<Value>) -> Result<IsNull, BoxDynError> {
        arguments.push(Value::Text((*self).to_owned()));
        Ok(IsNull::No)
    }
}

impl Type<Sqlite> for [u8] {
    fn type_info() -> SqliteType {
        SqliteType::Blob
    }
}

impl Encode<'_, Sqlite> for &[u8] {
    fn encode_by_ref(&self, arguments: &mut Vec<Value>) -> Result<IsNull, BoxDynError> {
        arguments.push(Value::Blob(self.to_vec()));
        Ok(IsNull::No)
    }
}

impl<'q, T: Encode<'q, Sqlite> + Type<Sqlite>> Encode<'q, Sqlite> for Option<T> {
    fn encode_by_ref(&self, arguments: &mut Vec<Value>) -> Result<IsNull, BoxDynError> {
        match self {
            Some(value) => value.encode_by_ref(arguments),
            None => Ok(IsNull::Yes),
        }
    }
}
