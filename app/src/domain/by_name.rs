//! In JSON a word of the domain goes by the name that it has in forms, cookies and the database.

/// Writes and reads it by the function that names it, and `FromStr`.
macro_rules! by_name {
    ($word:ty, $name:ident) => {
        impl serde::Serialize for $word {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $word {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                let unknown = |_| serde::de::Error::custom("an unknown name");
                name.parse().map_err(unknown)
            }
        }
    };
}

pub(super) use by_name;
