# Satisfaction, what it rests on, and what would contradict it.

## The bar
sat-label = Estimated satisfaction
sat-label-consenting = Estimated satisfaction of consenting customers
sat-calibrated = Estimated satisfaction: { $point }, plausibly { $range } ({ $inner } if equally satisfied customers write exactly alike whether or not they answer).
sat-compared-both = Kept messages alone would say { $kept }, survey answers alone { $survey }.
sat-compared-survey = Survey answers alone would say { $survey }.
sat-interval-touched = { $range }; too few answers after deletions to give one figure. At least 5 satisfied and 5 dissatisfied are needed.
sat-interval-answers = { $range }; too few answers to give one figure. At least 5 satisfied and 5 dissatisfied are needed.
sat-interval-text = { $range }; customers’ words tell satisfied from dissatisfied too poorly to give one figure.
sat-none = Nothing can be concluded on satisfaction: no usable survey.
sat-suppressed = Fewer than { $k } customers: no satisfaction figure is shown, it would point at people.
sat-few-answers = Fewer than { $k } customers answered the survey: their answers enter no figure.
sat-key-inner = if the assumption holds exactly
sat-key-outer = plausible range
tone-key-inner = if the dissatisfied delete twice as often, or half as often
tone-key-outer = with no assumption

## Cards
card-sat = Satisfaction
card-sat-raw = Raw, answers alone: { $value } ({ $range })
card-sat-corrected = corrected, { $range }, from { $n ->
    [one] { $n } conversation
   *[other] { $n } conversations
}
card-sat-range-only = range only, from { $n ->
    [one] { $n } conversation
   *[other] { $n } conversations
}
card-response = Survey response rate
card-response-range = { $range }; { $k } answers to { $n } requests
card-response-unknown = The file does not say who was asked.
card-fcr-declared = As customers say: { $value } ({ $range }), { $n } answers
card-fcr-not-yet = { $count ->
    [one] { $count } customer does not know yet
   *[other] { $count } customers do not know yet
}

## The section
section-satisfaction = Satisfaction: how we know
sat-readings-title = Answers alone say { $survey }; once corrected, { $point }
sat-readings-sub = Share of satisfied customers (4 or 5 of 5), { $n ->
    [one] { $n } mature conversation
   *[other] { $n } mature conversations
}
row-survey = Answers alone (raw)
row-kept = Tone of kept messages
row-calibrated = Corrected, if the assumption holds exactly
row-lambda = Corrected, assumption relaxed (Λ = { $lambda })
row-touched = Corrected, nothing assumed of touched conversations
row-manski = Survey with no assumption
row-weighted = Survey weighted
row-transport = Carried over by the odds ratio
sat-manski = With no assumption: { $range }. Nothing in the data rules out either end.
sat-weighted-note = Weighting corrects who answers by topic, not by mood.
sat-meanings = Formulas, assumptions and references
sat-channel-none = On this channel WhatsApp does not report deletions: we do not know how many there are, so we show no rate.
sat-channel-marker = The export shows that a message was deleted, not when.
sat-channel-exact = Deletions as reported by WhatsApp; their content is erased here and is not used.
sat-who-deletes = About { $satisfied } of the satisfied delete, and about { $dissatisfied } of the dissatisfied (odds ratio { $ratio }, between { $low } and { $high }).
sat-who-deletes-none = Do the satisfied and the dissatisfied delete alike? No difference shown.
sat-transport-gap = The carried-over reading and the estimate shown are clearly apart: people who delete and are angry answer less than either fact explains. The estimate shown remains the one to keep.
sat-consent-share = These figures are of customers who agreed ({ $part } conversations); they say nothing of the others.
sat-consent-worst = For all customers, with nothing assumed of the others: { $range }.
sat-consent-gamma = For all customers, if the odds of dissatisfaction among the others are at most { $gamma } times higher or lower: { $range }.

## The survey
survey-rows = The survey: { $rows ->
    [one] { $rows } row read
   *[other] { $rows } rows read
}, { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
}, { $counted ->
    [one] { $counted } conversation counted
   *[other] { $counted } conversations counted
} ({ $people ->
    [one] { $people } customer
   *[other] { $people } customers
}).
survey-left-out = Rows left out:
left-unknown_contact = customer not in these exports
left-no_survey_consent = no agreement to the survey
left-survey_consent_ended = agreement to the survey ended
left-before_survey_consent = answer given before the agreement
left-no_analysis_consent = agreement to the survey, not to analysis
left-no_conversation = no conversation before the answer
left-late = answer more than 72 h after the conversation
left-replaced = replaced by a later answer, or a duplicate
left-immature = conversation too recent: a deletion can still come
left-other_question = another question, counted in its own figure
left-line = { $reason }: { $count }
scale-line = Scale { $scale }: “satisfied” from { $from }
scale-note = All scales are stretched to 1–5 and rounded; 4 and 5 count as satisfied. It is a convention: beyond that, scores on different scales do not compare.
asked-satisfaction = Question behind the main figure: satisfaction.
asked-effort = Question behind the main figure: effort, brought to 1–5, for want of a question on satisfaction.
asked-recommendation = Question behind the main figure: recommendation, brought to 1–5, for want of a question on satisfaction.
comments-dropped = { $count ->
    [one] { $count } comment in the file was not read.
   *[other] { $count } comments in the file were not read.
}
other-measures = Other measures, each for itself
measure-nps = Recommendation (NPS)
measure-ces = Ease (CES)
measure-fcr = Resolved at first contact, as customers say
measure-response = Response rate
measure-reviews = Public reviews
measure-reviews-source = Public reviews, { $source }
nps-value = { $value } points
ces-mean = mean { $mean } of 7
reviews-note = Public reviews are written mostly by very happy or very angry customers, and nobody knows which conversation they speak of: they stay apart.
reviews-few = { $count ->
    [one] { $count } review read: too few for a figure.
   *[other] { $count } reviews read: too few for a figure.
}
reviews-period = { $count ->
    [one] { $count } review, { $period }.
   *[other] { $count } reviews, { $period }.
}

## For the statistician
sat-statistician = For the statistician: strata, weighting, second opinions
strata-title = Strata of the main figure
stratum-intact = Intact
stratum-touched = Touched
stratum-unobserved = Not known
stratum-all = All
col-stratum = Stratum
col-answers = Answers (satisfied + dissatisfied)
col-sens = Positive text among the satisfied
col-fpr = Positive text among the dissatisfied
col-status = State
status-ok = calibrated
status-few = fewer than 5 + 5 answers: no point
status-empty = empty
status-all_answered = everybody answered
status-no_calibration = cannot be calibrated: one kind of answer is missing
status-weak_text = text tells too little
ppma-text = Proxy pattern mixture (text score): { $zero } satisfied if answering depends on the text only, { $half } in between, { $one } if it depends on satisfaction only. Three points, with no claim of coverage.
raking-text = Raking to the margins (topic, deletion): { $value }, between { $lower } and { $upper } for an effective { $effective } answers. Design effect { $deff }.
raking-margin = Raking impossible: some topics or touched conversations have no answer.
poststrat-cell = Post-stratification impossible: a cell has customers and no answer.
bocpd-text = Second opinion (BOCPD), { $measure }: level steady for { $days } days, probability { $share } of a change in the last week.
lmg-text = Shares of R² averaged over all orders (LMG): { $parts }.
motives-text = Shares of motives, all deletions together, from the answers to the question asked (EM): { $parts }. Never for one person.
patterns-title = Patterns of events around deletions, not motives
pattern-quick_resend = Sent again at once (mostly a sending error)
pattern-frustration_signal = Negative exchange, deletion, silence
pattern-negative_continue = Negative exchange, then carried on
pattern-late_cleanup = Late tidying
pattern-indeterminate = Indeterminate
patterns-unobservable = Patterns cannot be observed on this channel.
synthesis-text = Sources together, with the biases believed of them: { $value } ({ $range }).
synthesis-disagree = The sources disagree; no synthesis.
synthesis-source = { $source }: believed bias { $bias }, standard deviation { $tau } (logit scale)
evidence-survey = survey
evidence-text = text
evidence-reviews = reviews
evidence-other = source { $number }

## What goes with satisfaction
drivers-title = What goes with satisfaction
drivers-text = { $driver } goes with { $share } of what the model explains (R² { $r2 }, { $n } respondents); this is no proof of cause.
drivers-weak = None of reply time, transfers, number of messages and resolution clearly goes with the satisfaction of respondents.
driver-log_reply = Reply time
driver-transfers = The number of transfers
driver-n_customer_msgs = The number of the customer’s messages
driver-resolved = Resolution of the request

## Explorers
gamma-title = What if the dissatisfied deleted more?
gamma-intro = Γ (gamma) says how many times higher the odds of deleting are among the dissatisfied. Nobody knows it: choose the value you find believable, then look.
gamma-stop = at most { $gamma } times as often
gamma-stop-one = as often as the others
gamma-stop-infinite = without any limit
gamma-sentence = If the dissatisfied delete { $gamma } (or the reverse), satisfaction is between { $low } and { $high }, sampling margin included.
gamma-sentence-tone = If the dissatisfied delete { $gamma } (or the reverse), positive tone is between { $low } and { $high }, sampling margin included.
gamma-breaks = The conclusion “at least { $target }” holds as long as the odds of deleting among dissatisfied customers stay below { $gamma } times those of satisfied ones.
gamma-breaks-never = The conclusion “at least { $target }” holds whatever the deleted messages said.
gamma-breaks-already = The conclusion “at least { $target }” does not hold even on intact conversations.
gamma-breaks-margin = This value starts from the point of the intact conversations; their own margin is not in it.
lambda-title = What if the silent wrote differently?
lambda-intro = The estimate supposes that, equally satisfied, those who answer and those who do not write alike. Λ says by how much that may be wrong. The range shown at the top is the one at Λ = 1.5.
lambda-dial = By how much may the assumption be wrong (Λ)?
lambda-stop = wrong by a factor of at most { $lambda }
lambda-stop-one = exact
lambda-sentence = If the assumption is { $lambda }, satisfaction is between { $low } and { $high }.
verdict-holds = The conclusion “at least { $target }” holds.
verdict-margin = The conclusion “at least { $target }” holds at the point, not over its whole sampling margin.
verdict-broken = The conclusion “at least { $target }” no longer holds.
verdict-never-held = The conclusion “at least { $target }” does not hold, even with nothing missing.
col-lambda = Λ

## What if messages were missing
section-what-if = What if { $missing } of the messages were missing?
what-if-lead = Start from { $share } satisfied among what was kept{ $range }. Can what is missing overturn the conclusion “at least { $target }”?
what-if-lead-tone = Start from { $share } of conversations of positive tone among what was kept{ $range }; this is tone, not satisfaction. Can what is missing overturn the conclusion “at least { $target }”?
what-if-title = Set what you believe, then see what holds
what-if-intro = Three settings: the share of conversations touched, how many times as often the dissatisfied delete (an odds ratio, Γ), and to which side that may lean.
what-if-missing = What share of conversations is touched?
what-if-gamma = How many times as often do the dissatisfied delete (Γ)?
what-if-sides = To which side may deleting lean?
what-if-both = to either side
what-if-one = to the dissatisfied only
what-if-sentence = With { $missing } of conversations touched, if the dissatisfied delete { $gamma } ({ $sides }): between { $low } and { $high } satisfied.
what-if-sentence-tone = With { $missing } of conversations touched, if the dissatisfied delete { $gamma } ({ $sides }): between { $low } and { $high } of positive tone.
what-if-margin = The figures include the sampling margin of the kept share ({ $range }).
what-if-no-margin = The figures include no sampling margin: the number of conversations is not given.
what-if-table-one = At least, by share of conversations touched and Γ (dissatisfied at least as often)
what-if-table-both = At least – at most, by share touched and Γ (either way)
what-if-holds-mark = { $value } ✓
what-if-breaks-mark = { $value } ✗
what-if-marks = ✓ the conclusion “at least { $target }” holds; ≈ it holds at the point, not over its whole margin; ✗ it no longer holds.
col-missing = Share touched
what-if-trap-title = The trap: a share of messages is not a share of conversations
what-if-trap = { $messages } of messages, spread at random over conversations of { $length } messages, touch { $touched } of conversations. It is the share of conversations that must be set above.
what-if-trap-own = In your chats: { $messages } of messages deleted, { $conversations } of conversations touched.
what-if-trap-table = Share of conversations touched when { $messages } of messages are missing at random
col-length = Customer messages per conversation
what-if-page-title = What if messages were missing?
what-if-page-period = A calculation on your assumptions, without any export
what-if-remember = With { $satisfied } satisfied among what is kept and { $missing } of conversations touched, “at least { $target }” { $outcome }.
what-if-outcome-never = holds whatever is missing
what-if-outcome-already = does not hold to begin with
what-if-outcome-at = holds as long as the dissatisfied do not delete more than { $gamma } times as often (odds ratio)
what-if-do = Choose Γ from what you know of your customers, before you look at the result.
what-if-bar = Possible satisfaction
what-if-bar-sentence = { $point } among what is kept. Γ at most { $gamma }: { $inner }; with no assumption: { $outer }.
what-if-key-inner = Γ at most { $gamma }
what-if-key-outer = with no assumption

## Changes
alert-survey = Between { $from } and { $to }, a fall of satisfied answers was noticed: { $before } usually, the alert looks for a fall to about { $fall }.
alert-tone = Between { $from } and { $to }, a fall of positive tone was noticed: { $before } usually, the alert looks for a fall to about { $fall }. This is tone, not satisfaction.
alert-deletions-rose = Deletions rose at the same time ({ $change }): that changes what is left to read, and can even make tone look better.
alert-deletions-not = No rise of deletions is shown at the same time.
alert-deletions-unknown = Whether deletions rose at the same time is not known.
effects-title = What the actions did
proposals-title = What could be done
effect-survey = share of satisfied answers
effect-tone = share of conversations of positive tone
effect-topic = share of conversations about “{ $topic }”
effect-helped = helped
effect-worse = got worse
effect-open = not conclusive
effect-few-days = too few days
effect-few-people = too few customers
effect-outside = outside the period
effect-nothing = nothing to measure
effect-sentence = After “{ $title }”: { $points } ({ $low } to { $high }). Another change on the same date would look the same.
effect-sentence-edge = The margin comes close to zero: say “probable”.
effect-days-why = At least 12 days with data are needed, on both sides of the date.
effect-people-why = At least { $k } customers are needed before and after.
effect-outside-why = The date lies outside what the exports show.
effect-nothing-why = No customer agreed to analysis.
effect-topic-sentence = After “{ $title }”: { $before } of conversations before, { $after } after, that is { $points } ({ $low } to { $high }), over { $days } days on each side. Another change on the same date would look the same.

## What each figure rests on
mean-survey = Answers alone
mean-survey-formula = Answers 4 or 5 ÷ answers; 95% Wilson interval.
mean-survey-assume = Those who do not answer resemble those who do: the very thing in doubt.
mean-kept = Tone of kept messages
mean-kept-formula = Intact conversations of positive tone ÷ intact conversations; 95% Wilson interval.
mean-kept-assume = Those who delete would write like the others, and tone would be satisfaction. Neither is sure.
mean-calibrated = Corrected satisfaction
mean-calibrated-formula = Count those who answered; for the others, (share of positive text − false positives) ÷ (true positives − false positives), in each stratum (touched, intact), then join. 97% construction: Fieller, then MOVER.
mean-calibrated-assume = A1: equally satisfied, those who answer and those who are silent leave positive text equally often. A2: text tells. A3: everybody is invited, or a random part; agents do not choose.
mean-lambda = Plausible range (Λ)
mean-lambda-formula = Hull of the corrected intervals when the odds of positive text among the silent are Λ or 1/Λ times those of equally satisfied respondents.
mean-lambda-assume = A1 is wrong by a factor of at most Λ. In simulated settings where it is: at Λ = 1.5, the range shown first, the truth lay inside in 83% to 100% of cases; at Λ = 2.5, in 100%.
mean-touched = Nothing assumed of touched conversations
mean-touched-formula = (1 − touched share) × limits of the intact stratum, plus 0 to the touched share.
mean-touched-assume = A1 in intact conversations only.
mean-manski = With no assumption
mean-manski-formula = From satisfied ÷ conversations to (satisfied + unanswered) ÷ conversations; 95% interval of Imbens and Manski.
mean-manski-assume = None. Its width is the share of what was not seen.
mean-weighted = Survey weighted
mean-weighted-formula = Sum over cells topic × deletion of the cell’s share × the satisfied share among its answers.
mean-weighted-assume = Inside a cell, answering does not depend on satisfaction. Corrects who answers by topic, not by mood.
mean-transport = Reading carried over
mean-transport-formula = θ(OR) = (1 − π)p + π·p ÷ (p + OR(1 − p)), OR measured among respondents, p of the intact stratum.
mean-transport-assume = Answering depends on satisfaction and on deletion, each for itself, not on both together.
mean-gamma = Bounds by Γ
mean-gamma-formula = θ(Γ) ≤ θ ≤ θ(1/Γ), with θ(OR) = (1 − π)p + π·p ÷ (p + OR(1 − p)); π: touched share, p: share among the intact.
mean-gamma-assume = Γ, chosen before the result is seen. Γ = 1: deleting tells nothing; Γ without limit: no assumption.
mean-what-if = What if messages were missing?
mean-what-if-formula = θ(Γ) = (1 − π)p + π·p ÷ (p + Γ(1 − p)); π: share of conversations touched, p: satisfied share among the kept. Without limit: from (1 − π)p to (1 − π)p + π.
mean-what-if-assume = π and Γ are yours. Share of conversations touched by a share m of messages: 1 − (1 − m)^k, if deletions fall at random on conversations of k messages.
mean-response = Response rate
mean-response-formula = Answers within 72 h ÷ conversations asked; 95% Wilson interval.
mean-response-assume = The file names everybody who was asked. A high rate does not make answers representative.
mean-fcr-declared = Resolution as customers say
mean-fcr-declared-formula = Yes ÷ (yes + no); “not yet” apart; 95% Wilson interval.
mean-fcr-declared-assume = Those who answer resemble the others; asked at once, the rate comes out about 10% too high. Never merged with the observed rate.
mean-nps = Recommendation (NPS)
mean-nps-formula = Share of 9–10 − share of 0–6, in points; 95% MOVER interval.
mean-nps-assume = Those who answer resemble the others. Measures a relationship, not one exchange.
mean-ces = Ease (CES)
mean-ces-formula = Scores 5 to 7 ÷ scores; 95% Wilson interval.
mean-ces-assume = Those who answer resemble the others.
mean-reviews = Public reviews
mean-reviews-formula = Satisfied reviews ÷ reviews; 95% Wilson interval.
mean-reviews-assume = None holds: extremes write, and nobody knows which exchange they speak of.
mean-synthesis = Synthesis of sources
mean-synthesis-formula = Mean of logits corrected for the believed bias, weighted by 1 ÷ (error² + τ²); none if Q passes the 95% point of χ².
mean-synthesis-assume = The biases are beliefs, set by you and shown.
mean-ppma = Proxy pattern mixture (PPMA)
mean-ppma-formula = Satisfied share + g(φ) × (sd of satisfaction ÷ sd of text) × (text of all − text of respondents), φ = 0, ½, 1.
mean-ppma-assume = Satisfaction follows the text score linearly.
mean-alert = Alert on a fall (CUSUM)
mean-alert-formula = Running sum of the likelihood ratio between the level of the first 28 days and odds 1.5 times lower; alarm at 8.
mean-alert-assume = Independent days. In simulation, 1 to 6% false alarms in 92 days.
mean-bocpd = Second opinion (BOCPD)
mean-bocpd-formula = Posterior of the age of the present level, beta-binomial, hazard 1/60 a day.
mean-bocpd-assume = Levels change at once, at random.
mean-effect = Effect of an action
mean-effect-formula = Weighted least squares: level, trend, jump and change of trend at the date; the larger of the ordinary and the Newey–West standard error.
mean-effect-assume = Without the action the trend would have gone on. It says “after”, not “because of”: season, product and channel enter too.
mean-drivers = What goes with satisfaction
mean-drivers-formula = Share of R² averaged over all orders of entry (LMG), among respondents.
mean-drivers-assume = Linear association among those who answered; no cause.
mean-motives = Shares of motives
mean-motives-formula = Maximum likelihood (EM) of the shares of motives, from the matrix motive × pattern of the answers.
mean-motives-assume = Those who say why delete like those who do not. Never for one person.
mean-patterns = Patterns of events
mean-patterns-formula = First rule that applies, on the time, the tone of kept messages and the next message; 95% Wilson interval.
mean-patterns-assume = None on motives: these are sequences of events.
gamma-dial = How many times as often do the dissatisfied delete (Γ)?
verdict-not-shown = The conclusion “at least { $target }” is not established.
sat-readings-title-range = Answers alone say { $survey }; once corrected, { $range }
sat-readings-title-plain = What each reading allows one to say
what-if-open-mark = { $value } ≈
col-bounds = Range
short-holds = holds
short-margin = holds at the point
short-broken = no longer holds
short-never-held = does not hold
short-not-shown = is not established
col-conclusion-target = “At least { $target }”
