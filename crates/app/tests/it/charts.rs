//! Each chart drawn small, for a page and for a phone.

use tact_app::i18n::Texts;
use tact_app::report::chart::{Room, draw_chart, draw_gauge, draw_spark};
use tact_app::report::model::{
    Bar, BarItem, BarState, Chart, IntervalItem, Lang, Plot, Series, Table, Unit,
};

/// The drawing, one element a line.
fn drawn(plot: Plot, room: Room) -> String {
    let chart = Chart {
        id: "c".to_owned(),
        title: "Ce que l’on voit".to_owned(),
        subtitle: String::new(),
        description: "Ce que la courbe montre.".to_owned(),
        plot,
        table: Table::default(),
    };
    let svg = draw_chart(&chart, "c", room, &Texts::new(Lang::Fr));
    svg.to_string().replace("><", ">\n<")
}

fn lines(values: &[Option<f64>]) -> Plot {
    Plot::Lines {
        unit: Unit::Count,
        x: (1..=values.len()).map(|week| format!("S{week}")).collect(),
        series: vec![Series {
            name: "2026".to_owned(),
            values: values.to_vec(),
            band: values
                .iter()
                .map(|value| value.map(|value| [value - 1.0, value + 1.0]))
                .collect(),
            muted: false,
        }],
        marks: vec![(1, "Guide".to_owned())],
    }
}

fn bars() -> Plot {
    Plot::Bars {
        unit: Unit::Count,
        bars: vec![
            BarItem {
                label: "Taille".to_owned(),
                value: Some(31.0),
                interval: Some([24.0, 39.0]),
                text: "31 (24–39)".to_owned(),
            },
            BarItem {
                label: "Retour".to_owned(),
                value: None,
                interval: None,
                text: String::new(),
            },
        ],
    }
}

#[test]
fn a_line_stops_where_its_value_is_unknown() {
    insta::assert_snapshot!(drawn(
        lines(&[Some(4.0), Some(6.0), None, Some(9.0)]),
        Room::Wide
    ));
}

#[test]
fn on_a_phone_the_names_of_lines_stand_above() {
    insta::assert_snapshot!(drawn(lines(&[Some(4.0), Some(6.0)]), Room::Narrow));
}

#[test]
fn a_withheld_bar_is_hatched_and_says_so() {
    insta::assert_snapshot!(drawn(bars(), Room::Wide));
}

#[test]
fn on_a_phone_the_labels_of_bars_stand_above_them() {
    insta::assert_snapshot!(drawn(bars(), Room::Narrow));
}

#[test]
fn parts_of_a_whole_are_told_apart_and_withheld_rows_are_hatched() {
    insta::assert_snapshot!(drawn(
        Plot::Stacked {
            parts: ["positif", "neutre", "négatif"].map(str::to_owned).to_vec(),
            rows: vec![
                ("Robes".to_owned(), vec![0.62, 0.35, 0.03]),
                ("Vestes".to_owned(), vec![f64::NAN; 3]),
            ],
        },
        Room::Wide
    ));
}

#[test]
fn opening_hours_are_outlined_and_withheld_cells_hatched() {
    insta::assert_snapshot!(drawn(
        Plot::Heat {
            unit: Unit::Count,
            rows: vec!["lun.".to_owned(), "mar.".to_owned()],
            columns: vec!["9 h".to_owned(), "10 h".to_owned(), "11 h".to_owned()],
            cells: vec![vec![Some(0.0), Some(12.0), None], vec![Some(6.0)]],
            open: Some(vec![vec![0.0, 1.0, 1.0], vec![0.0, 1.0, 0.4]]),
        },
        Room::Wide
    ));
}

#[test]
fn readings_share_one_axis_and_a_missing_one_is_hatched() {
    let row = |label: &str, point, interval, text: &str| IntervalItem {
        label: label.to_owned(),
        point,
        interval,
        assumption: "Aucune.".to_owned(),
        text: text.to_owned(),
    };
    insta::assert_snapshot!(drawn(
        Plot::Intervals {
            unit: Unit::Share,
            axis: [0.0, 1.0],
            rows: vec![
                row("Redressée", Some(0.79), Some([0.66, 0.91]), "79 %"),
                row("Sans hypothèse", None, Some([0.31, 0.96]), "31–96 %"),
                row("Sondage", None, None, "masqué"),
            ],
        },
        Room::Wide
    ));
}

#[test]
fn a_curve_climbs_in_steps_past_its_marks() {
    insta::assert_snapshot!(drawn(
        Plot::Curve {
            x_unit: Unit::Seconds,
            y_unit: Unit::Share,
            points: vec![
                [10.0, 0.1, 0.05, 0.2],
                [600.0, 0.6, 0.5, 0.7],
                [216_000.0, 1.0, 0.9, 1.0],
            ],
            marks: vec![
                (4096.0, "1 h 08".to_owned()),
                (216_000.0, "60 h".to_owned())
            ],
            log_x: true,
        },
        Room::Wide
    ));
}

#[test]
fn the_bar_names_its_range_and_its_target() {
    let bar = Bar {
        point: Some(0.79),
        inner: Some([0.72, 0.86]),
        outer: Some([0.66, 0.91]),
        target: Some(0.85),
        sentence: "Entre 66 % et 91 %.".to_owned(),
        ..Bar::empty(BarState::Tone, "Satisfaction")
    };
    let svg = draw_gauge(&bar, "g", Room::Narrow, &Texts::new(Lang::Fr));
    let svg = svg.map(|svg| svg.to_string().replace("><", ">\n<"));
    insta::assert_snapshot!(svg.unwrap_or_default());
}

#[test]
fn a_withheld_bar_is_not_drawn() {
    let bar = Bar {
        point: Some(0.5),
        withheld: Some("aucun accord".to_owned()),
        ..Bar::empty(BarState::Tone, "")
    };
    assert_eq!(
        draw_gauge(&bar, "g", Room::Wide, &Texts::new(Lang::Fr)),
        None
    );
}

#[test]
fn a_chart_without_values_says_so_in_its_language() {
    let plots = [
        lines(&[None, None]),
        Plot::Bars {
            unit: Unit::Count,
            bars: Vec::new(),
        },
        Plot::Stacked {
            parts: Vec::new(),
            rows: Vec::new(),
        },
        Plot::Heat {
            unit: Unit::Count,
            rows: Vec::new(),
            columns: Vec::new(),
            cells: Vec::new(),
            open: None,
        },
        Plot::Intervals {
            unit: Unit::Share,
            axis: [0.0, 1.0],
            rows: Vec::new(),
        },
        Plot::Curve {
            x_unit: Unit::Seconds,
            y_unit: Unit::Share,
            points: vec![[f64::NAN; 4]],
            marks: Vec::new(),
            log_x: true,
        },
    ];
    for plot in plots {
        let svg = drawn(plot, Room::Narrow);
        assert!(svg.contains("Aucune valeur à montrer"), "{svg}");
    }
}

#[test]
fn numbers_that_are_not_finite_never_reach_the_drawing() {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300];
    for value in odd {
        let bar = BarItem {
            label: "a".to_owned(),
            value: Some(value),
            interval: Some([value, 1.0]),
            text: "a".to_owned(),
        };
        let plots = [
            lines(&[Some(value), Some(1.0), Some(2.0)]),
            Plot::Bars {
                unit: Unit::Seconds,
                bars: vec![bar],
            },
            Plot::Curve {
                x_unit: Unit::Count,
                y_unit: Unit::Share,
                points: vec![[1.0, 0.1, 0.0, 0.2], [2.0, value, value, value]],
                marks: vec![(value, "m".to_owned())],
                log_x: false,
            },
            Plot::Intervals {
                unit: Unit::Share,
                axis: [0.0, value],
                rows: vec![IntervalItem {
                    label: "a".to_owned(),
                    point: Some(value),
                    interval: Some([value, value]),
                    assumption: String::new(),
                    text: String::new(),
                }],
            },
        ];
        for plot in plots {
            let svg = drawn(plot, Room::Wide);
            assert!(
                !svg.contains("NaN") && !svg.contains("inf\""),
                "{value}: {svg}"
            );
        }
    }
}

#[test]
fn a_small_line_needs_two_known_values_and_keeps_its_gaps() {
    assert!(draw_spark(&[Some(1.0), None]).is_none());
    let spark = draw_spark(&[Some(1.0), Some(2.0), None, Some(3.0), Some(2.0)]);
    let svg = spark.map(|spark| spark.to_string()).unwrap_or_default();
    assert_eq!(svg.matches("<path").count(), 2);
}
