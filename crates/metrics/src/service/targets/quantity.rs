//! Durations and shares as people write them.

/// Seconds of «15 min», «2 h», «1 h 30», «90 s», «2 j», «1d 4h», "1:30:00" not included.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let plain: String = text
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    let mut rest = plain.as_str();
    let mut total = 0.0;
    let mut last_unit = f64::INFINITY;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let number: f64 = number.parse().ok()?;
        let end = after
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(after.len());
        let (unit, next) = after.split_at(end);
        let unit = match unit {
            "" if last_unit == 3_600.0 => 60.0,
            "" if last_unit == 60.0 => 1.0,
            other => unit_of(other)?,
        };
        // «30 min 2 h» is a slip, not a sum.
        if unit >= last_unit {
            return None;
        }
        total += number * unit;
        last_unit = unit;
        rest = next;
    }
    (total > 0.0 && total.is_finite()).then_some(total)
}

fn unit_of(word: &str) -> Option<f64> {
    Some(match word {
        "s" | "sec" | "secs" | "seconde" | "secondes" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" | "mn" => 60.0,
        "h" | "heure" | "heures" | "hour" | "hours" | "hr" | "hrs" => 3_600.0,
        "j" | "jour" | "jours" | "d" | "day" | "days" => 86_400.0,
        _ => return None,
    })
}

/// The share of «5 %», «4,5%» or «0.05», in 0..1.
pub(super) fn share(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace(',', ".");
    let value = match plain.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok()? / 100.0,
        None => plain.parse::<f64>().ok()?,
    };
    (0.0..=1.0).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_write_them() {
        for (text, expected) in [
            ("15 min", 900.0),
            ("15min", 900.0),
            ("90 s", 90.0),
            ("1 h 30", 5_400.0),
            ("1h30min", 5_400.0),
            ("1,5 heure", 5_400.0),
            ("2 j", 172_800.0),
            ("1 day 4 hours", 100_800.0),
            ("2 min 30", 150.0),
            ("15\u{a0}min", 900.0),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "15",
            "min",
            "-5 min",
            "0 s",
            "30 min 2 h",
            "5 apples",
            "1 h 2 h",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn shares_read_as_people_write_them() {
        for (text, expected) in [
            ("5 %", 0.05),
            ("4,5%", 0.045),
            ("0.8", 0.8),
            ("100\u{202f}%", 1.0),
        ] {
            assert_eq!(share(text), Some(expected), "{text}");
        }
        for text in ["", "5", "120 %", "-1 %", "many"] {
            assert_eq!(share(text), None, "{text}");
        }
    }
}
