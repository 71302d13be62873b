//! Exit codes: one meaning each, documented in `tact --help`.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done,
    /// Something was done, and something could not be read; the messages say what.
    Partial,
    /// The command line asks for something that cannot be meant.
    WrongUsage,
    /// The input is not what the command reads (`EX_DATAERR`).
    NotUnderstood,
    /// A named file does not exist (`EX_NOINPUT`).
    NoInput,
    /// Tact refuses: to read a database, a backup, a notification log; to publish beyond the privacy
    /// budget (`EX_NOPERM`).
    Refused,
    /// The operating system refused (`EX_IOERR`).
    Failed,
}

impl Exit {
    /// The number a shell sees.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::WrongUsage => 2,
            Exit::Partial => 3,
            Exit::NotUnderstood => 65,
            Exit::NoInput => 66,
            Exit::Failed => 74,
            Exit::Refused => 77,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.code())
    }
}
