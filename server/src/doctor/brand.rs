use super::Finding;
use crate::{config::BrandConfig, web::BrandFiles};

const NAME: &str = "brand-files";

/// The operator's own style sheet and logo, without which the portal does not start.
pub(super) fn examine(config: &BrandConfig) -> Finding {
    match BrandFiles::read(config) {
        Ok(_) if config.style.is_none() && config.logo.is_none() => Finding::ok(NAME, "none are named"),
        Ok(_) => Finding::ok(NAME, "style sheet and logo can be read and have their form"),
        Err(error) => Finding::mistake(NAME, error.to_string()),
    }
}
