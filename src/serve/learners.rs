use super::refusal::Refusal;
use super::site::Site;
use super::store_refusal::refused;
use crate::training::store::{Store, StoreError};

/// The learners' file, to read it. None: nobody has trained yet.
pub(super) fn opened(site: &Site) -> Result<Option<Store>, Refusal> {
    match Store::open_to_read(&site.settings.learners) {
        Ok(store) => Ok(Some(store)),
        Err(StoreError::NotThere(_)) => Ok(None),
        Err(error) => Err(refused(&error)),
    }
}
