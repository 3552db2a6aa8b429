use super::Finding;
use crate::web::Assets;

const NAME: &str = "site";

/// The files that pages load, without which the portal does not start.
pub(super) fn examine() -> Finding {
    match Assets::find() {
        Ok(assets) if assets.exist() => Finding::ok(
            NAME,
            "style, script and bundle are where the binary looks for them",
        ),
        Ok(_) => Finding::mistake(
            NAME,
            "no site/pkg beside the executable: keep the whole folder dist/ together, or build with make release",
        ),
        Err(error) => Finding::mistake(NAME, format!("cannot be read: {error}")),
    }
}
