//! Which requests a fault strikes, and how often.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Fault, Stage, UnknownFault};
use crate::api;

/// A rule: this fault, at this stage, into these requests.
///
/// As text it is `FAULT[@STAGE][:PATH][:times=N][:probability=P][:duration=D]`, for example `http-503`,
/// `connection-reset@after:/topapi/v2/user/create:times=1` or `latency:probability=0.1:duration=300ms`. As JSON it is
/// an object with the fields `fault`, `stage`, `path`, `times`, `probability` and `duration`, of which only the first is
/// required.
///
/// ```
/// use orgbook_sandbox::{Fault, FaultRule, Sandbox, Stage};
///
/// let sandbox = Sandbox::new();
/// sandbox.inject(FaultRule::new(Fault::Http503).on("/topapi/v2/user/create").times(2))?;
/// sandbox.inject("connection-reset@after:probability=0.01".parse()?)?;
/// assert_eq!(sandbox.fault_rules()[0].rule.stage, Stage::Before);
/// # Ok::<(), orgbook_sandbox::InvalidFaultRule>(())
/// ```
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(try_from = "Written", into = "Written")]
pub struct FaultRule {
    /// What goes wrong.
    pub fault: Fault,
    /// When.
    pub stage: Stage,
    /// The path of the API that is struck, where a part in braces stands for any one part. `None`: every API that the
    /// fault can strike.
    pub path: Option<String>,
    /// How many more requests are struck before the rule goes away. `None`: it stays until it is cleared.
    pub times: Option<u64>,
    /// How likely each of the requests is struck, above 0 and at most 1.
    pub probability: f64,
    /// How long the fault takes, where it takes time. `None`: as [`Fault::default_duration`] says.
    pub duration: Option<Duration>,
}

/// A rule that cannot be.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidFaultRule {
    /// No fault has the name.
    #[error(transparent)]
    Fault(#[from] UnknownFault),
    /// No stage has the name.
    #[error("there is no stage {0:?}; there are: before, after, mid-answer")]
    Stage(String),
    /// A part of the text is none of those that a rule has.
    #[error(
        "{0:?} is no part of a rule, which is FAULT[@STAGE][:PATH][:times=N][:probability=P][:duration=D]"
    )]
    Part(String),
    /// The fault makes no sense at this stage.
    #[error("{fault} cannot strike at the stage {stage}; it can: {}", stages(*fault))]
    Impossible {
        /// The fault.
        fault: Fault,
        /// The stage.
        stage: Stage,
    },
    /// The fault does not exist in the family of APIs that the path belongs to.
    #[error("{fault} does not exist for {path}: {}", fault.meaning())]
    OtherFamily {
        /// The fault.
        fault: Fault,
        /// The path.
        path: String,
    },
    /// No API has the path.
    #[error("no API has the path {0:?}")]
    Path(String),
    /// Never or more often than always.
    #[error("the probability must be above 0 and at most 1")]
    Probability,
    /// No times at all.
    #[error("a rule strikes at least once (times)")]
    Times,
    /// The text is not a duration.
    #[error("{0:?} is no duration, as in 1500ms or 2h 30m")]
    Duration(String),
    /// The fault takes no time.
    #[error("{0} has no duration")]
    Timeless(Fault),
    /// A duration of nothing, or beyond a year.
    #[error("the duration must be above zero and at most a year")]
    Length,
}

fn stages(fault: Fault) -> String {
    let names: Vec<_> = fault.stages().iter().map(|stage| stage.name()).collect();
    names.join(", ")
}

const LONGEST: Duration = Duration::from_secs(366 * 24 * 60 * 60);

impl FaultRule {
    /// This fault, at the first of its stages, into every request, until the rule is cleared.
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            stage: fault.stages().first().copied().unwrap_or(Stage::Before),
            path: None,
            times: None,
            probability: 1.0,
            duration: None,
        }
    }

    /// At this stage.
    pub fn at(self, stage: Stage) -> Self {
        Self { stage, ..self }
    }

    /// Into requests to the API at this path alone.
    pub fn on(self, path: impl Into<String>) -> Self {
        Self {
            path: Some(path.into()),
            ..self
        }
    }

    /// Into so many requests.
    pub fn times(self, times: u64) -> Self {
        Self {
            times: Some(times),
            ..self
        }
    }

    /// Into each of the requests with this probability.
    pub fn with_probability(self, probability: f64) -> Self {
        Self {
            probability,
            ..self
        }
    }

    /// With this duration.
    pub fn lasting(self, duration: Duration) -> Self {
        Self {
            duration: Some(duration),
            ..self
        }
    }

    /// What the help of a command line says about rules: how they are written, with all faults.
    pub fn help() -> String {
        let mut text = String::from(
            "\
A fault is injected by a rule: FAULT[@STAGE][:PATH][:times=N][:probability=P][:duration=D]
  http-503                                            every request, until the end
  http-503@before:/topapi/v2/user/create:times=2      the next two creates
  connection-reset@after:probability=0.01             one request in a hundred is applied, its answer lost
  latency:duration=300ms                              answers come later
STAGE is before (not applied), after (applied, nothing sent yet) or mid-answer; by default the first of:
",
        );
        for fault in Fault::ALL {
            text.push_str(&format!(
                "  {fault:<26} {}\n      {}\n",
                stages(*fault),
                fault.meaning()
            ));
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// Whether the rule can be.
    pub fn validate(&self) -> Result<(), InvalidFaultRule> {
        let Self { fault, stage, .. } = *self;
        if !fault.stages().contains(&stage) {
            return Err(InvalidFaultRule::Impossible { fault, stage });
        }
        if let Some(path) = &self.path {
            if api::at_path(path).next().is_none() {
                return Err(InvalidFaultRule::Path(path.clone()));
            }
            if !fault.concerns(path) {
                let path = path.clone();
                return Err(InvalidFaultRule::OtherFamily { fault, path });
            }
        }
        if !(self.probability > 0.0 && self.probability <= 1.0) {
            return Err(InvalidFaultRule::Probability);
        }
        if self.times == Some(0) {
            return Err(InvalidFaultRule::Times);
        }
        match (self.duration, fault.default_duration()) {
            (Some(_), None) => Err(InvalidFaultRule::Timeless(fault)),
            (Some(length), _) if length.is_zero() || length > LONGEST => {
                Err(InvalidFaultRule::Length)
            }
            _ => Ok(()),
        }
    }

    /// Whether a request to this path may be struck.
    pub(super) fn concerns(&self, path: &str) -> bool {
        let meant = |pattern: &String| api::matches(pattern, path);
        self.fault.concerns(path) && self.path.as_ref().is_none_or(meant)
    }

    /// The duration that holds.
    pub(crate) fn length(&self) -> Duration {
        let length = self.duration.or(self.fault.default_duration());
        length.unwrap_or_default()
    }
}

impl FromStr for FaultRule {
    type Err = InvalidFaultRule;

    fn from_str(text: &str) -> Result<Self, InvalidFaultRule> {
        let mut parts = text.split(':');
        let first = parts.next().unwrap_or_default();
        let (fault, stage) = match first.split_once('@') {
            Some((fault, stage)) => (fault, Some(stage)),
            None => (first, None),
        };
        let mut rule = Self::new(fault.parse()?);
        if let Some(stage) = stage {
            let unknown = |()| InvalidFaultRule::Stage(stage.to_owned());
            rule.stage = stage.parse().map_err(unknown)?;
        }
        for part in parts {
            let wrong = || InvalidFaultRule::Part(part.to_owned());
            match part.split_once('=') {
                None if part.starts_with('/') => rule.path = Some(part.to_owned()),
                Some(("times", times)) => rule.times = Some(times.parse().map_err(|_| wrong())?),
                Some(("probability", probability)) => {
                    rule.probability = probability.parse().map_err(|_| wrong())?;
                }
                Some(("duration", length)) => rule.duration = Some(duration(length)?),
                _ => return Err(wrong()),
            }
        }
        rule.validate()?;
        Ok(rule)
    }
}

fn duration(text: &str) -> Result<Duration, InvalidFaultRule> {
    humantime::parse_duration(text).map_err(|_| InvalidFaultRule::Duration(text.to_owned()))
}

impl fmt::Display for FaultRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.fault, self.stage)?;
        if let Some(path) = &self.path {
            write!(formatter, ":{path}")?;
        }
        if let Some(times) = self.times {
            write!(formatter, ":times={times}")?;
        }
        if self.probability < 1.0 {
            write!(formatter, ":probability={}", self.probability)?;
        }
        if let Some(length) = self.duration {
            write!(
                formatter,
                ":duration={}",
                humantime::format_duration(length)
            )?;
        }
        Ok(())
    }
}

/// A rule as JSON.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Written {
    fault: Fault,
    stage: Option<Stage>,
    path: Option<String>,
    times: Option<u64>,
    probability: Option<f64>,
    duration: Option<String>,
}

impl TryFrom<Written> for FaultRule {
    type Error = InvalidFaultRule;

    fn try_from(written: Written) -> Result<Self, InvalidFaultRule> {
        let new = Self::new(written.fault);
        let rule = Self {
            stage: written.stage.unwrap_or(new.stage),
            path: written.path,
            times: written.times,
            probability: written.probability.unwrap_or(new.probability),
            duration: written.duration.as_deref().map(duration).transpose()?,
            ..new
        };
        rule.validate()?;
        Ok(rule)
    }
}

impl From<FaultRule> for Written {
    fn from(rule: FaultRule) -> Self {
        let length = rule.duration.or(rule.fault.default_duration());
        Self {
            fault: rule.fault,
            stage: Some(rule.stage),
            path: rule.path,
            times: rule.times,
            probability: Some(rule.probability),
            duration: length.map(|length| humantime::format_duration(length).to_string()),
        }
    }
}
