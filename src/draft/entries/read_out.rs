//! From documents to a directory.

use super::directory::Directory;
use super::gatherer::Gatherer;
use super::lines;
use super::scan::Scanner;
use super::settle;
use super::whole::Defaults;
use crate::draft::document::Document;
use crate::draft::question::Asker;
use crate::number::Country;

/// Reads a directory out of documents. None if the expressions that texts are searched with cannot be built, which a test holds.
pub(in crate::draft) fn read_out(
    documents: &[Document],
    country: Country,
    asker: &mut Asker<'_>,
    defaults: &Defaults<'_>,
) -> Option<Directory> {
    let scanner = Scanner::new(country)?;
    let mut gatherer = Gatherer::new(&scanner, asker);
    for document in documents {
        lines::document(&mut gatherer, document);
    }
    let found = gatherer.done();
    Some(settle::settled(found, asker, defaults))
}
