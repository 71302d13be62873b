//! Change over time: null where there are no days.

use serde::Serialize;

use super::super::{DailySeries, Params};
use crate::estimate::{
    Changepoint, Cusum, InterruptedSeries, changepoint, cusum, interrupted_series,
};

/// Is something changing, and did the action help?
#[derive(Clone, Debug, Serialize)]
pub struct ChangeAnswer {
    /// Has it fallen?
    pub cusum: Option<Cusum>,
    /// How long has the present level lasted?
    pub bocpd: Option<Changepoint>,
    /// Did the level change with the action?
    pub its: Option<InterruptedSeries>,
}

pub(super) fn change(daily: Option<&DailySeries>, params: &Params) -> ChangeAnswer {
    let Some(series) = daily else {
        return ChangeAnswer {
            cusum: None,
            bocpd: None,
            its: None,
        };
    };
    ChangeAnswer {
        cusum: cusum(&series.days, series.first_day, &params.cusum),
        bocpd: changepoint(&series.days, series.first_day, params.expected_run_days),
        its: params
            .action_day
            .and_then(|day| interrupted_series(&series.numbered(), day)),
    }
}
