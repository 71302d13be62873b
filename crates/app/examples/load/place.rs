//! A server of its own in a folder of its own, and what it uses.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Failed;
use crate::traffic::{CONTACTS, NUMBER, SECRET, contact};

pub(crate) struct Place {
    folder: PathBuf,
}

pub(crate) struct Running {
    address: String,
    child: Child,
}

/// What a process used until now.
#[derive(Clone, Copy)]
pub(crate) struct Usage {
    pub(crate) cpu_seconds: f64,
    pub(crate) resident_mib: f64,
}

impl Usage {
    pub(crate) fn since(self, before: Self) -> Self {
        Self {
            cpu_seconds: self.cpu_seconds - before.cpu_seconds,
            ..self
        }
    }
}

impl Place {
    /// Three of four contacts agree to analysis.
    pub(crate) fn new(folder: &Path) -> Result<Self, Failed> {
        std::fs::create_dir(folder)?;
        let folder = folder.canonicalize()?;
        for secret in ["app-secret", "verify-token"] {
            let path = folder.join(secret);
            std::fs::write(&path, SECRET)?;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        }
        let config = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[store]\npath = \"data\"\n[keys]\npath = \"keys\"\n\
             [whatsapp]\napp_secret_file = \"app-secret\"\nverify_token_file = \"verify-token\"\n\
             [[whatsapp.number]]\nid = \"{NUMBER}\"\nobservability = \"coexistence\"\n"
        );
        std::fs::write(folder.join("tact.toml"), config)?;
        let mut lines = String::from("contact,purpose,state,at,notice,channel,proof\n");
        for number in (0..CONTACTS).filter(|number| number % 4 != 0) {
            lines.push_str(&contact(number));
            lines.push_str(",analysis,granted,2025-01-01T00:00:00Z,v1 covers_history,web,1\n");
        }
        let consents = folder.join("consents.csv");
        std::fs::write(&consents, lines)?;
        let place = Self { folder };
        let mut import = place.command(&["contact", "consent", "import"])?;
        import.arg(consents).stdout(Stdio::null());
        if !import.status()?.success() {
            return Err("the consents were not imported".into());
        }
        Ok(place)
    }

    /// The erasure ledger.
    pub(crate) fn ledger(&self) -> PathBuf {
        self.folder.join("keys/erasures")
    }

    pub(crate) fn serve(&self) -> Result<Running, Failed> {
        let mut child = self.command(&["serve", "--lang", "en"])?;
        let mut child = child.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or("no output")?;
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().strip_prefix("Tact listens on http://");
        let address = address.ok_or("the server did not start")?.to_owned();
        Ok(Running { address, child })
    }

    /// `tact` as it was built beside this program.
    fn command(&self, arguments: &[&str]) -> Result<Command, Failed> {
        let here = std::env::current_exe()?;
        let beside = here.ancestors().nth(2).ok_or("no folder")?.join("tact");
        let mut command = Command::new(beside);
        command
            .args(arguments)
            .arg("--config")
            .arg(self.folder.join("tact.toml"));
        Ok(command)
    }
}

impl Running {
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// As Linux tells it.
    pub(crate) fn usage(&self) -> Result<Usage, Failed> {
        let of = |name: &str| std::fs::read_to_string(format!("/proc/{}/{name}", self.child.id()));
        let stat = of("stat")?;
        // After the name, which may hold spaces: state is field 3, user and system ticks 14 and 15.
        let fields: Vec<_> = stat.rsplit(')').next().unwrap_or("").split(' ').collect();
        let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
        let ticks = ticks(12).zip(ticks(13)).ok_or("no times")?;
        let status = of("status")?;
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = resident.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        Ok(Usage {
            cpu_seconds: (ticks.0 + ticks.1) / 100.0,
            resident_mib: kib.ok_or("no size")? / 1024.0,
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
