# Report from the sealed store: what is said otherwise than for exports.

figures-period-line = { $period } · WhatsApp, live · time zone { $zone }
figures-period-empty = { $period } · no conversation was received in this period · time zone { $zone }
figures-no-consent = Tone was not read: no customer of this period agreed to analysis. `tact contact consent import FILE` records who did.
figures-understood = Tone, topics, deletions
figures-resolved = First contact resolution
figures-value-complete = complete
figures-value-earlier = an earlier period
figures-complete = { $period }. Nothing in it can be deleted any more, and customers had time to come back.
figures-newest-complete = { $period }, the newest complete one. The period asked for will be complete on { $date }; until then a message can still be deleted, or a customer come back.
figures-deletions-seen = visible, with their time
figures-deletions-unseen = not observable
figures-deletions-some = visible on { $count } numbers of { $of }
figures-deletions-note = WhatsApp reports deletions only for a number linked to the WhatsApp Business app (Coexistence). “Delete for me” is visible nowhere.
figures-consent-kept = Consent: the store’s ledger, looked up for each customer and each purpose when the figures were computed.
figures-end = End of observation: the moment of the computation.
figures-kept = The words of customers who agreed are kept sealed, under one key for each message; a deletion destroys the key. Quotes are opened when this page is written, and only while consent to quotation stands.
figures-blind-unobservable = Deletions not observable: none of these numbers reports them.
cover-conversations-note-store = A conversation runs from the first message to its resolution; WhatsApp does not report resolution, so a silence of { $idle } stands in.
fcr-text-store = First contact resolution (FCR), estimated: { $value } ({ $range }), return window of { $window }. WhatsApp does not say that a request is settled: the customer’s silence after the answer is what counts.
blind-lead-none-store = No deletion in the period.
blind-age-sub-store = Share already deleted, by the age of the message
blind-cannot-store = What WhatsApp does not report: what was “deleted for me”, what was deleted before it reached us, deletions on a number without Coexistence, disappearing messages.
teams-none-store = WhatsApp does not say who in the business answered: there is no figure by team.
teams-unsigned-store = WhatsApp does not say who in the business answered: there is no figure by team.

## Command line
report-no-store = { $file }: there is no store here. Run “tact serve” or “tact import” first.
