//! The Fluent files built into the program. Adding one means one line for each language.

use crate::report::model::Lang;

/// The files of a language, later ones adding to earlier ones.
pub(super) fn of(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Fr => &[
            include_str!("../../locales/fr/report.ftl"),
            include_str!("../../locales/fr/compose.ftl"),
            include_str!("../../locales/fr/satisfaction.ftl"),
            include_str!("../../locales/fr/at-risk.ftl"),
            include_str!("../../locales/fr/figures.ftl"),
            include_str!("../../locales/fr/cli.ftl"),
            include_str!("../../locales/fr/models.ftl"),
            include_str!("../../locales/fr/config.ftl"),
            include_str!("../../locales/fr/live.ftl"),
            include_str!("../../locales/fr/import.ftl"),
            include_str!("../../locales/fr/outward.ftl"),
            include_str!("../../locales/fr/registers.ftl"),
            include_str!("../../locales/fr/accounts.ftl"),
        ],
        Lang::En => &[
            include_str!("../../locales/en/report.ftl"),
            include_str!("../../locales/en/compose.ftl"),
            include_str!("../../locales/en/satisfaction.ftl"),
            include_str!("../../locales/en/at-risk.ftl"),
            include_str!("../../locales/en/figures.ftl"),
            include_str!("../../locales/en/cli.ftl"),
            include_str!("../../locales/en/models.ftl"),
            include_str!("../../locales/en/config.ftl"),
            include_str!("../../locales/en/live.ftl"),
            include_str!("../../locales/en/import.ftl"),
            include_str!("../../locales/en/outward.ftl"),
            include_str!("../../locales/en/registers.ftl"),
            include_str!("../../locales/en/accounts.ftl"),
        ],
    }
}
