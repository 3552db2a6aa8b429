use super::reader::Reader;
use crate::data_key::DataKeySource;
use std::path::Path;

const NAME: &str = "KAKUNIN_DATA_KEY";
const FILE: &str = "data.key";

/// The key of the setting, or the file in the data folder. Instances that share a PostgreSQL may have other folders, and would
/// each make a key of their own: there the setting is required.
pub(super) fn source(reader: &mut Reader<'_>, data_dir: &Path, database_url: &str) -> DataKeySource {
    let file = DataKeySource::File(data_dir.join(FILE));
    let Some(text) = reader.text(NAME) else {
        if database_url.starts_with("postgres") {
            reader.mistake(format!(
                "{NAME} is required with PostgreSQL: 32 bytes in base64, made once by `openssl rand -base64 32`"
            ));
        }
        return file;
    };
    DataKeySource::parse(text).unwrap_or_else(|| {
        // Never the value: it may be the right key with one character too many.
        reader.mistake(format!(
            "{NAME} must be 32 bytes in base64, as `openssl rand -base64 32` prints"
        ));
        file
    })
}
