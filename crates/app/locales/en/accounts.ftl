# Accounts, and what the server's interface answers.

account-none = No account. Make one with: tact account add NAME --role manager|agent|dpo|admin --config FILE
account-line = { $name }  { $role }  sessions: { $sessions }  tokens: { $tokens }
account-line-codes = { $name }  { $role }  sessions: { $sessions }  tokens: { $tokens }  one-time codes
account-added = Account { $name } made, with the role { $role }.
account-removed = Account { $name } removed, with its sessions and tokens.
account-role-given = Account { $name } now has the role { $role }. Its sessions and tokens have ended.
account-password-given = Account { $name } has a new password. Its sessions and tokens have ended.
account-codes-given = Account { $name } has a new secret for one-time codes. Its sessions have ended.
account-codes =
    Signing in takes a one-time code. Put this secret into an authenticator now; it is not shown again.
    Secret: { $secret }
    Address: { $address }
account-taken = There is an account { $name } already. Choose another name, or change that one.
account-unknown = There is no account { $name }. `tact account list` shows them.
account-system = The system gave no memory or no randomness. Try again.
account-name-wrong = An account is named by 2 to 32 lower-case letters, digits, ".", "_" or "-", beginning with a letter.
account-password-ask = Password for { $name }:
account-password-again = The same again:
account-password-differs = The two differ. Nothing was changed.
account-password-none = No password was given. Type it at a terminal, or give --password-file FILE (`-` reads standard input).
account-password-file = { $file } cannot be read ({ $why }).
password-short = The password is too short: 12 characters or more. Four words that do not belong together do well.
password-long = The password is too long: 1,024 bytes or fewer.
password-guessable = The password says nothing but the name, or repeats one character. Choose another.
password-busy = Too many passwords are being checked at once. Try again in a few seconds.
token-none = No token.
token-line = { $id }  { $label }  made { $made }  until { $until }
token-label = Say in 1 to { $most } characters what the token is for.
token-days = A token lasts 1 to { $most } days.
token-not-admin = An administrator signs in with a one-time code and has no tokens. Use `tact account` for scripts, or another role.
token-made =
    { $token }
    Shown this once, good until { $until }. Keep it in a file only you can read.
token-unknown = Account { $name } has no token { $id }.
token-ended = Token { $id } has ended.

api-unauthorized = Sign in
api-unauthorized-detail = Sign in with POST /api/v1/session, or send a token that lasts: Authorization: Bearer TOKEN.
api-wrong-detail = Name, password or one-time code is wrong.
api-forbidden = Not allowed
api-forbidden-detail = Your role does not allow this.
api-cross-site-detail = A browser must send Sec-Fetch-Site: same-origin with whatever changes something; a program, the header X-Tact-Request.
api-free-period-detail = Your role reads whole weeks and months: from two runs of days that overlap, the figures of one day could be worked out.
api-not-found = Not found
api-not-found-detail = There is nothing here, or nothing you may see.
api-method = Method not allowed
api-method-detail = This address does not take this method; the header Allow says which it takes.
api-malformed = Not understood
api-malformed-detail = The body is not what this address takes ({ $why }). /api/v1/openapi.json describes it.
api-query-detail = { $name } is not understood: { $expected }.
api-query-period = last-week, last-month, a month like 2026-10, a week like 2026-W41 or days like 2026-10-01..2026-10-15 is expected
api-query-newest = a whole number from 1 to 1000 is expected
api-media-type = Wrong kind of body
api-media-type-detail = Send the body as { $expected } (header Content-Type).
api-too-large = Body too large
api-too-large-detail = The body may hold { $most } bytes.
api-too-slow = Body too slow
api-too-slow-detail = The body did not arrive in time.
api-conflict = Not possible as it is
api-same-account-detail = Whoever asks for a copy cannot allow it. Another person must: no account that set the password of the other, or whose password the same account set. Whoever was given a password changes it first.
api-approved-detail = Another account has allowed this copy already.
api-own-account-detail = You cannot remove or change the role of the account you are signed in with. Another administrator must.
api-wait = Too many tries
api-wait-detail = Too many wrong passwords for this name. Try again in { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
api-busy = Busy
api-busy-detail = Too much is being asked at once. Try again in a few seconds.
api-starting-detail = The server is starting. Try again in a few seconds.
api-failed = It failed
api-failed-detail = The server could not do it. Its log says why.
