//! The words of the app, one file per language. Data only: nothing here decides anything.
//!
//! Source: the app's own string tables as collected by public parsers (starkdmi/whats_json,
//! mlomb/chat-analytics) and confirmed on sample exports where the reference of formats says so.
//! Wordings of every year stay: old exports keep the words of their day. `…` stands for a name or
//! any other text.

use super::{MediaKind, Notice};

mod af;
mod ar;
mod az;
mod bg;
mod bn;
mod ca;
mod cs;
mod da;
mod de;
mod el;
mod en;
mod es;
mod et;
mod fa;
mod fi;
mod fr;
mod ga;
mod gu;
mod he;
mod hi;
mod hr;
mod hu;
mod id;
mod it;
mod ja;
mod kk;
mod kn;
mod ko;
mod lo;
mod lt;
mod lv;
mod mk;
mod ml;
mod mr;
mod ms;
mod nb;
mod nl;
mod pa;
mod pl;
mod pt_br;
mod pt_pt;
mod ro;
mod ru;
mod sk;
mod sl;
mod sq;
mod sr;
mod sv;
mod sw;
mod ta;
mod te;
mod th;
mod tl;
mod tr;
mod uk;
mod ur;
mod uz;
mod vi;
mod zh_hans;
mod zh_hant;
mod zh_hk;

#[cfg(test)]
mod tests;

/// What one language says.
pub(crate) struct Locale {
    /// Primary language tag.
    pub(crate) tag: &'static str,
    /// "This message was deleted": by its sender, on the other side.
    pub(crate) deleted_by_sender: &'static [&'static str],
    /// "You deleted this message": by the account that made the export.
    pub(crate) deleted_by_account: &'static [&'static str],
    /// "Deleted by admin …".
    pub(crate) deleted_by_admin: &'static [&'static str],
    /// Wordings that serve both sides.
    pub(crate) deleted_unsaid: &'static [&'static str],
    /// Edit markers, in their angle brackets.
    pub(crate) edited: &'static [&'static str],
    /// Media left out, kind not said (Android).
    pub(crate) left_out: &'static [&'static str],
    /// Media left out, by kind (iOS).
    pub(crate) left_out_by_kind: &'static [(MediaKind, &'static str)],
    /// What follows the name of an attached file (Android).
    pub(crate) attached_after_name: &'static [&'static str],
    /// What stands around the name of an attached file (iOS).
    pub(crate) attached_around_name: &'static [&'static str],
    /// A live location was shared.
    pub(crate) live_location: &'static [&'static str],
    /// The message has not arrived yet.
    pub(crate) waiting: &'static [&'static str],
    /// First word of a poll.
    pub(crate) poll: &'static [&'static str],
    /// First word of an event.
    pub(crate) event: &'static [&'static str],
    /// Missed calls, voice and video.
    pub(crate) missed_call: &'static [&'static str],
    /// Notices.
    pub(crate) notices: &'static [(Notice, &'static str)],
}

impl Locale {
    const NONE: Self = Self {
        tag: "",
        deleted_by_sender: &[],
        deleted_by_account: &[],
        deleted_by_admin: &[],
        deleted_unsaid: &[],
        edited: &[],
        left_out: &[],
        left_out_by_kind: &[],
        attached_after_name: &[],
        attached_around_name: &[],
        live_location: &[],
        waiting: &[],
        poll: &[],
        event: &[],
        missed_call: &[],
        notices: &[],
    };
}

/// All languages, French first, English second.
pub(crate) const LOCALES: &[&Locale] = &[
    &fr::LOCALE,
    &en::LOCALE,
    &es::LOCALE,
    &pt_br::LOCALE,
    &pt_pt::LOCALE,
    &de::LOCALE,
    &it::LOCALE,
    &nl::LOCALE,
    &ar::LOCALE,
    &he::LOCALE,
    &tr::LOCALE,
    &ru::LOCALE,
    &uk::LOCALE,
    &pl::LOCALE,
    &cs::LOCALE,
    &sk::LOCALE,
    &ro::LOCALE,
    &hu::LOCALE,
    &hr::LOCALE,
    &el::LOCALE,
    &ca::LOCALE,
    &sv::LOCALE,
    &da::LOCALE,
    &nb::LOCALE,
    &fi::LOCALE,
    &id::LOCALE,
    &ms::LOCALE,
    &vi::LOCALE,
    &th::LOCALE,
    &hi::LOCALE,
    &bn::LOCALE,
    &mr::LOCALE,
    &gu::LOCALE,
    &ur::LOCALE,
    &fa::LOCALE,
    &ja::LOCALE,
    &ko::LOCALE,
    &zh_hans::LOCALE,
    &zh_hant::LOCALE,
    &zh_hk::LOCALE,
    &ga::LOCALE,
    &af::LOCALE,
    &az::LOCALE,
    &bg::LOCALE,
    &et::LOCALE,
    &kk::LOCALE,
    &kn::LOCALE,
    &lt::LOCALE,
    &lv::LOCALE,
    &mk::LOCALE,
    &ml::LOCALE,
    &pa::LOCALE,
    &sl::LOCALE,
    &sr::LOCALE,
    &sw::LOCALE,
    &ta::LOCALE,
    &tl::LOCALE,
    &uz::LOCALE,
    &te::LOCALE,
    &sq::LOCALE,
    &lo::LOCALE,
];
