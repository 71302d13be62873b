//! Who answers for the processing: what the registers print and no program can know.

use serde::{Deserialize, Serialize};

/// The section `[controller]`. All of it may be left out: a register then shows a gap to be filled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Controller {
    /// Name of the company.
    pub name: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// How to reach it: mail address, telephone.
    pub contact: Option<String>,
    /// Its representative in the Union, where it has no establishment there (GDPR 27).
    pub representative: Option<String>,
    /// Others that decide with it on purposes and means (GDPR 26).
    pub joint_controllers: Vec<String>,
    /// Name of the data protection officer.
    pub dpo_name: Option<String>,
    /// How to reach the officer.
    pub dpo_contact: Option<String>,
    /// Who works on the data for it: host, maintenance (GDPR 28).
    pub processors: Vec<String>,
    /// Transfers to countries outside the Union, and what covers them; `none` where there is none.
    pub transfers: Option<String>,
}

impl Controller {
    /// A text of the section, without what is empty.
    pub fn told(text: &Option<String>) -> Option<&str> {
        text.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }
}
