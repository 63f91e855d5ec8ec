//! What is asked for but not routed: faxes, e-mail, postal addresses.

use std::collections::BTreeSet;

use ivrsim::number::{Country, PhoneNumber};
use ivrsim::plan::{Contact, Dialable, Plan};

use super::document;

#[test]
fn every_fax_is_printed_and_can_be_dialled() {
    let plan = super::plan();
    for (name, printed) in document::faxes() {
        let number = PhoneNumber::parse(printed, Country::UnitedStates).expect(printed).number;
        let Some(Dialable::Fax(fax)) = plan.dial(number) else { panic!("{printed} is not a fax") };
        assert_eq!(plan.contact(fax).name, name);
    }
    assert_eq!(contacts(&plan, |contact| contact.fax.is_some()).len(), document::faxes().len());
}

#[test]
fn every_email_address_is_printed() {
    let plan = super::plan();
    let with_email = contacts(&plan, |contact| contact.email.is_some());
    let ours: Vec<_> =
        with_email.iter().map(|contact| (contact.name.as_str(), contact.email.as_deref().unwrap())).collect();
    assert_eq!(ours, document::emails());
}

#[test]
fn every_postal_address_is_printed_and_no_two_are_mixed_up() {
    let plan = super::plan();
    let ours = contacts(&plan, |contact| !contact.post.is_empty());
    let addresses: BTreeSet<String> = ours.iter().map(|contact| contact.post.join(" ")).collect();
    let printed: BTreeSet<String> = document::addresses().into_iter().map(str::to_owned).collect();
    assert_eq!(addresses, printed);
    assert_eq!(ours.len(), printed.len(), "an address is given twice");
}

#[test]
fn only_fedex_may_use_the_zip_code_for_early_delivery() {
    let plan = super::plan();
    let to = |zip_code: &str| {
        let found =
            contacts(&plan, |contact| contact.post.last().is_some_and(|line| line.ends_with(zip_code)));
        let [contact] = found[..] else { panic!("{} addresses with {zip_code}", found.len()) };
        contact
    };
    let (fedex, others) = (to("38153"), to("38118"));
    assert!(fedex.only_for.as_deref().unwrap().contains("FedEx"));
    assert!(fedex.note.as_deref().unwrap().contains("4:30 AM CST"));
    assert_eq!(others.only_for.as_deref(), Some("US Postal Service and all other couriers"));
    assert_eq!(fedex.post[..3], others.post[..3], "the building is the same");
    assert_eq!(fedex.topics, others.topics, "both are for the same contracts");
}

fn contacts(plan: &Plan, wanted: impl Fn(&Contact) -> bool) -> Vec<&Contact> {
    plan.contacts().map(|(_, contact)| contact).filter(|contact| wanted(contact)).collect()
}
