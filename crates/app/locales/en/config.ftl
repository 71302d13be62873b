# What is wrong with a configuration, and what to do.

config-place = { $file }, line { $line }:
config-value = { $key }: { $reason }
config-missing = { $file }: there is no such file. `tact config --example > { $file }` writes one to fill in.
config-not-utf8 = { $file } is not UTF-8; save it as UTF-8.
config-unreadable = { $file } cannot be read ({ $why }).
config-not-toml = this is not TOML, or not a value of the right form ({ $word }).
config-unknown-key = there is no key `{ $word }` here; `tact config --example` shows every key.
config-missing-key = the key `{ $word }` is missing; `tact config --example` shows every key.
config-unknown-word = there is no value `{ $word }`; `tact config --example` shows those there are.
config-duplicate-key = the key `{ $word }` is written twice.
config-address = an address and a port are expected, like "127.0.0.1:8080".
config-open-to-others = this address is open to other machines, and Tact speaks HTTP without encryption. Listen on 127.0.0.1, or put an HTTPS proxy in front and server.behind_proxy = true.
config-metrics-open = figures of operation are read on this machine only; write "127.0.0.1:9464".
config-url = an https:// address is expected (http:// is allowed to this machine only).
config-amount = a number from { $least } to { $most } is expected.
config-tenant-name = 1 to 64 lower-case letters, digits or hyphens: the name is part of the webhook's address.
config-shared = two companies have one name or share a folder; data and keys are always apart.
config-needed = this key is needed.
config-no-number = no business number. Add phone_number_id = "…" or a block whatsapp.number.
config-number-id = the id Meta gives the number is expected (phone_number_id, digits), without + or spaces.
config-number-twice = this number is named above already.
config-keyword-empty = a keyword has at least one letter or digit.
config-keyword-long = a keyword has at most 128 bytes.
config-keyword-taken = this word asks for something else already.
config-zone = a time zone is expected, like "Europe/Paris" or "Africa/Dakar".
config-period = a period is expected: "last-week", "last-month", a month like "2026-10", a week like "2026-W41", or days like "2026-10-01..2026-10-15".
config-no-file = there is no file { $file }.
config-secret-missing = there is no file { $file }; write the secret into it, then chmod 600.
config-secret-unreadable = the file { $file } cannot be read ({ $why }).
config-secret-open = anybody can read the file { $file } (mode { $mode }). Do chmod 600, and change this secret if the machine is shared.
config-secret-empty = the file { $file } is empty or not a file.
config-secret-long = the file { $file } is too long for a secret (4096 bytes at most).
config-no-tenant = { $count ->
    [0] The configuration names no company: leave --tenant out.
   *[other] Name the company with --tenant: { $known }.
}
config-good = { $file }: nothing to object to. Companies: { $tenants }; numbers: { $numbers }.
config-longer = longer than usual ({ $usual }). Write why in retention.reason, or shorten it.
