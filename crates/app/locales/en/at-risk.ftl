# Conversations at risk: predicted, never measured.
section-at-risk = Conversations at risk
at-risk-own = Of { $n ->
    [one] { $n } conversation that was read and had
   *[other] { $n } conversations that were read and had
} no survey answer, about { $share } ({ $range }) would probably have been rated 1 or 2 out of 5. This is a predicted risk, not a customer’s answer.
at-risk-prior = Of { $n ->
    [one] { $n } conversation that was read and had
   *[other] { $n } conversations that were read and had
} no survey answer, { $range } would probably have been rated 1 or 2 out of 5. This is a predicted risk, not a customer’s answer; without answers of your own customers only a range is allowed.
at-risk-hidden = Fewer than { $k } customers have a readable conversation without a survey answer: no risk is shown, it would point at people.
at-risk-title = What sets conversations at risk apart most: { $part }
at-risk-sub = Share of the gap to the other conversations; an association, not a cause
at-risk-description = Four bars: request not resolved, tone at the end, effort asked, waiting.
at-risk-part-resolution = request not resolved
at-risk-part-tone = tone at the end
at-risk-part-effort = reminders and repetition
at-risk-part-waiting = waiting
at-risk-table = Strength of each part from 0 to 100, on average, by risk
at-risk-col-part = What weighs
at-risk-col-weight = Share of the gap
at-risk-col-risk = At risk
at-risk-col-others = Others
at-risk-do-resolution = Where to begin: before closing, say clearly what is settled, what is not, and by when it will be.
at-risk-do-tone = Where to begin: read again, as a team, how tense exchanges end, and agree on a gesture or a closing word.
at-risk-do-effort = Where to begin: stop making people repeat themselves. Note what the customer has said already and give the whole answer at once.
at-risk-do-waiting = Where to begin: announce a time in the first reply, and keep it.
at-risk-no-parts = Too few customers on one side or the other to say what weighs most.
at-risk-how = How do we know?
at-risk-basis-own = Calibrated on { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
} of your customers to a satisfaction survey: the predicted share is corrected by the error that the model makes on them.
at-risk-basis-prior = Not calibrated (“prior”): the model was fitted on conversations written for the purpose, where low ratings are nearly as many as high ones. The range therefore covers several readings: predictions too high or too low by two points out of 5 as a whole, and that imbalance corrected. From { $answers } answers to a satisfaction survey on (--surveys), the share is calibrated on your own customers and becomes a figure.
at-risk-interval = The range is a 95% prediction interval, if the above holds: it says where the share would fall, had all these conversations been rated. It counts the chance in ratings and the error of the model; conversations of one customer count together.
at-risk-coverage = Mature conversations that the prediction covers: { $part }. It sees neither deleted messages, nor customers who did not agree, nor conversations of fewer than ten words or in an unknown language, nor what you replied: only customers’ words and waits are read.
at-risk-apart = No conversation is pointed at, and nothing on this page enters measured satisfaction.
at-risk-error = A rating lies { $points } point out of 5 from its prediction, root mean square.
at-risk-bands = Predicted and answered: your answers in three groups, from least risk to most
at-risk-band-first = Lowest risk
at-risk-band-second = Middle risk
at-risk-band-third = Highest risk
at-risk-col-band = Group
at-risk-col-expected = Predicted risk
at-risk-col-found = Rated 1 or 2
mean-at-risk = Share of conversations at risk
mean-at-risk-formula = Mean, over conversations without an answer, of the probability of a rating of 1 or 2, corrected by the mean error on rated conversations; ± t × √(variance of the error × (1/N + 1/n)).
mean-at-risk-assume = At equal words, those who answer and those who stay silent rate alike.
