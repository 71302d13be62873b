//! The example: every key with what it does and the value it has when left out.

use crate::report::model::Lang;

/// The whole file, in the reader's language.
pub fn example(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!("example.fr.toml"),
        Lang::En => include_str!("example.en.toml"),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::config::{Config, Limits, LogForm};

    /// The example in a folder that has its secrets, every commented key switched on or not.
    fn load(lang: Lang, switched_on: bool) -> Config {
        let folder = tempfile::tempdir().unwrap();
        let mut text = example(lang).to_owned();
        if switched_on {
            // A key that is off stands behind `#` without a space; prose has one.
            text = text
                .lines()
                .map(|line| {
                    line.strip_prefix('#')
                        .filter(|rest| !rest.starts_with(' '))
                        .unwrap_or(line)
                })
                .collect::<Vec<_>>()
                .join("\n");
        }
        std::fs::create_dir_all(folder.path().join("secrets/boutique")).unwrap();
        for name in [
            "app-secret",
            "verify-token",
            "access-token",
            "boutique/app-secret",
            "boutique/verify-token",
        ] {
            let path = folder.path().join("secrets").join(name);
            std::fs::write(&path, "x").unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        for name in ["holidays.txt", "products.csv", "targets.toml"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let path = folder.path().join("tact.toml");
        std::fs::write(&path, &text).unwrap();
        Config::load(&path).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    #[test]
    fn the_example_is_a_configuration_and_its_values_are_the_defaults() {
        for lang in [Lang::Fr, Lang::En] {
            let config = load(lang, false);
            assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
            assert!(!config.server.behind_proxy);
            assert_eq!(config.server.metrics, None);
            assert_eq!(config.server.log, LogForm::Text);
            assert_eq!(config.tenants.len(), 1);
            let all = load(lang, true);
            assert_eq!(
                (all.limits, config.limits),
                (config.limits, Limits { ..config.limits })
            );
            assert_eq!(all.tenants[0].retention, config.tenants[0].retention);
            let (shown, usual) = (&all.tenants[0].figures, &config.tenants[0].figures);
            assert_eq!(
                (&shown.prepared, &shown.languages, shown.smallest_group),
                (&usual.prepared, &usual.languages, usual.smallest_group)
            );
            assert_eq!(
                all.tenants[0].whatsapp.graph_url,
                config.tenants[0].whatsapp.graph_url
            );
        }
    }

    #[test]
    fn every_key_of_the_example_can_be_switched_on() {
        for lang in [Lang::Fr, Lang::En] {
            let config = load(lang, true);
            assert!(config.server.metrics.is_some());
            assert_eq!(config.tenants.len(), 2);
            assert!(config.tenants[0].whatsapp.access_token.is_some());
        }
    }

    #[test]
    fn both_languages_show_the_same_keys() {
        let keys = |lang| {
            let keys: Vec<_> = example(lang)
                .lines()
                .filter(|line| !line.starts_with("# ") && *line != "#")
                .map(|line| line.split(" #").next().unwrap_or_default().trim_end())
                .collect();
            keys.join("\n")
        };
        assert_eq!(keys(Lang::Fr), keys(Lang::En));
    }
}
