"""The answer of `tact estimate`, written a second time from the specification alone.

Shares no code with the Rust crates and follows the text section by section, plainly
rather than fast. `answer(folder)` returns what `tact estimate FOLDER --json` must print.
"""
import json
import math
import os
from itertools import permutations

import numpy as np
from scipy import stats
from scipy.optimize import brentq
from scipy.special import betaln, gammaln

Z95 = 1.959963984540054
ZC = 2.170090377584560
WINDOW_S = 216_000.0
PATTERNS = ["quick_resend", "frustration_signal", "negative_continue", "late_cleanup", "indeterminate"]


def rows(folder, name):
    """The rows of a file; None when it is missing, so that what it would tell stays unknown."""
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def cut(x):
    return min(1.0, max(0.0, x))


# ---------------------------------------------------------------- section 2
def wilson(k, n, z=Z95):
    if n == 0:
        return 0.0, 1.0
    p = k / n
    d = 1 + z * z / n
    centre = (p + z * z / (2 * n)) / d
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / d
    return (0.0 if k == 0 else cut(centre - half)), (1.0 if k == n else cut(centre + half))


def share(k, n):
    lo, up = wilson(k, n)
    return {"k": k, "n": n, "rate": k / n if n else None, "lower": lo, "upper": up}


def people(group):
    """The different contacts of some rows; a row without one counts as one."""
    return {r.get("contact") or ("row", r["id"]) for r in group}


def hidden_groups(members, k_min):
    hidden = {g for g, who in members.items() if len(who) < k_min}
    while hidden and len(set().union(*(members[g] for g in hidden))) < k_min and len(hidden) < len(members):
        hidden.add(min((g for g in members if g not in hidden), key=lambda g: (len(members[g]), g)))
    return sorted(hidden)


# ---------------------------------------------------------------- section 3
def critical(delta, se):
    if delta == 0:
        return Z95
    if se == 0:
        return stats.norm.ppf(0.95)
    f = lambda c: stats.norm.cdf(c + delta / se) - stats.norm.cdf(-c) - 0.95
    return brentq(f, 1.0, 2.5, xtol=1e-15, rtol=1e-14)


def manski(k, m, n):
    if n == 0:
        return {"lower": 0.0, "upper": 1.0, "ci_lower": 0.0, "ci_upper": 1.0, "c": None}
    lo, up = k / n, (k + n - m) / n
    se = max(math.sqrt(b * (1 - b) / n) for b in (lo, up))
    c = critical((n - m) / n if n > m else 0, se)
    return {"lower": lo, "upper": up, "ci_lower": wilson(k, n, c)[0],
            "ci_upper": wilson(k + n - m, n, c)[1], "c": c}


def tilt(p, odds):
    return p if p in (0.0, 1.0) else p / (p + odds * (1 - p))


def mixed(p, odds, pi):
    return (1 - pi) * p + pi * tilt(p, odds)


def tone_gamma(k, m, n, low_or, high_or):
    """low_or gives the lower end, high_or the upper end."""
    if n == 0 or m == 0:
        return {"lower": 0.0, "upper": 1.0, "ci_lower": 0.0, "ci_upper": 1.0, "c": None}
    p, d = k / m, 1 - m / n
    d = 0.0 if m == n else d

    def se(odds):
        den = (p + odds * (1 - p)) ** 2
        slope = odds / den if den else 1.0
        return math.sqrt(((1 - d) + d * slope) ** 2 * p * (1 - p) / m + (tilt(p, odds) - p) ** 2 * d * (1 - d) / n)

    lo, up = mixed(p, low_or, d), mixed(p, high_or, d)
    delta = 0 if (low_or == high_or or d == 0 or p in (0.0, 1.0)) else up - lo
    c = critical(delta, max(se(low_or), se(high_or)))
    p_l, p_u = wilson(k, m, c)
    spread = lambda odds: c * c * (tilt(p, odds) - p) ** 2 * d * (1 - d) / n
    return {"lower": lo, "upper": up,
            "ci_lower": cut(lo - math.sqrt((lo - mixed(p_l, low_or, d)) ** 2 + spread(low_or))),
            "ci_upper": cut(up + math.sqrt((up - mixed(p_u, high_or, d)) ** 2 + spread(high_or))), "c": c}


def breakdown(p, pi, tau, touched):
    if p is None or touched == 0:
        return None
    if p <= tau:
        return "already"
    h = (tau - (1 - pi) * p) / pi
    if (1 - pi) * p > tau or h <= 0 or p == 1:
        return "never"
    return p * (1 - h) / (h * (1 - p))


# ---------------------------------------------------------------- section 4
def stratum(n, n1, n0, x1, x0, q_pos, lam=1.0):
    z = ZC
    out = {"N": n, "n1": n1, "n0": n0, "status": "empty", "p": None, "lower": 0.0, "upper": 1.0,
           "p_nonresp": None, "sens": None, "fpr": None, "youden": None}
    if n == 0:
        return out
    answers = n1 + n0
    rho, silent = answers / n, n - answers
    y_l, y_u = wilson(n1, answers, z)
    if silent == 0:
        out.update(status="all_answered", p=n1 / n, lower=y_l, upper=y_u)
        return out
    if n1 == 0 or n0 == 0:
        out.update(status="no_calibration", lower=rho * y_l, upper=rho * y_u + (1 - rho))
        return out
    y = n1 / answers

    def accuracy(x, m):
        s = (x + 0.5) / (m + 1)
        v = s * (1 - s) / (m + 1)
        t = s * lam / (1 - s + s * lam)
        return t, v * (t * (1 - t) / (s * (1 - s))) ** 2

    (s, vs), (f, vf) = accuracy(x1, n1), accuracy(x0, n0)
    j = s - f
    q = (q_pos - x1 - x0) / silent
    vq = max(q * (1 - q), 0.25 / silent) / silent
    out.update(sens=s, fpr=f, youden=j, status="weak_text")
    p = cut((q - f) / j) if j > 0 else None
    p_l, p_u = 0.0, 1.0
    a, b = j * j - z * z * (vs + vf), -2 * (q - f) * j + 2 * z * z * vf
    c = (q - f) ** 2 - z * z * (vq + vf)
    if j > 0 and a > 0 and b * b >= 4 * a * c:
        root = math.sqrt(b * b - 4 * a * c)
        p_l, p_u = min(p, cut((-b - root) / (2 * a))), max(p, cut((-b + root) / (2 * a)))
        out["status"] = "ok"
    if p is None:
        out.update(lower=rho * y_l, upper=rho * y_u + (1 - rho))
        return out
    whole = rho * y + (1 - rho) * p
    mix = z * z * rho * (1 - rho) * (y - p) ** 2 / n
    out.update(p=whole, p_nonresp=p,
               lower=cut(whole - math.sqrt((rho * (y - y_l)) ** 2 + ((1 - rho) * (p - p_l)) ** 2 + mix)),
               upper=cut(whole + math.sqrt((rho * (y_u - y)) ** 2 + ((1 - rho) * (p_u - p)) ** 2 + mix)))
    return out


def together(strata):
    full = [s for s in strata if s["N"]]
    n = sum(s["N"] for s in full)
    if n == 0:
        return {"status": "empty", "theta": None, "lower": 0.0, "upper": 1.0}
    w = [s["N"] / n for s in full]
    if any(s["p"] is None for s in full):
        return {"status": "partial", "theta": None, "lower": sum(a * s["lower"] for a, s in zip(w, full)),
                "upper": sum(a * s["upper"] for a, s in zip(w, full))}
    theta = sum(a * s["p"] for a, s in zip(w, full))
    between = ZC ** 2 / n * sum(a * (s["p"] - theta) ** 2 for a, s in zip(w, full))
    down = math.sqrt(sum((a * (s["p"] - s["lower"])) ** 2 for a, s in zip(w, full)) + between)
    up = math.sqrt(sum((a * (s["upper"] - s["p"])) ** 2 for a, s in zip(w, full)) + between)
    return {"status": "weak_text" if any(s["status"] == "weak_text" for s in full) else "ok",
            "theta": theta, "lower": cut(theta - down), "upper": cut(theta + up)}


def headline(strata, whole):
    full = [s for s in strata if s["N"]]
    sound = lambda s: s["status"] == "all_answered" or (s["status"] == "ok" and min(s["n1"], s["n0"]) >= 5)
    if full and all(sound(s) for s in full):
        return "calibrated"
    return "interval_only" if whole["upper"] - whole["lower"] < 0.999 else "no_information"


# ---------------------------------------------------------------- section 5
def gamma_calibrated(intact, pi, n, gamma):
    p, lo, up = intact["p"], intact["lower"], intact["upper"]
    if p is None:
        return {"gamma": gamma, "lower": 0.0, "upper": 1.0, "ci_lower": 0.0, "ci_upper": 1.0}
    low, high = mixed(p, gamma, pi), mixed(p, 1 / gamma, pi)
    spread = lambda odds: ZC ** 2 * (tilt(p, odds) - p) ** 2 * pi * (1 - pi) / n
    return {"gamma": gamma, "lower": low, "upper": high,
            "ci_lower": cut(low - math.sqrt((low - mixed(lo, gamma, pi)) ** 2 + spread(gamma))),
            "ci_upper": cut(high + math.sqrt((high - mixed(up, 1 / gamma, pi)) ** 2 + spread(1 / gamma)))}


def odds_ratio(a, b, c, d):
    cells = [x + 0.5 for x in (a, b, c, d)]
    ratio = cells[0] * cells[3] / (cells[1] * cells[2])
    se = math.sqrt(sum(1 / x for x in cells))
    return {"odds_ratio": ratio, "log_se": se, "lower": ratio * math.exp(-ZC * se),
            "upper": ratio * math.exp(ZC * se), "cells": [a, b, c, d]}


def transport(intact, pi, n, ratio):
    p = intact["p"]
    if p is None:
        return {"status": "no_calibration", "theta": None, "lower": 0.0, "upper": 1.0}
    odds, or_l, or_u = ratio["odds_ratio"], ratio["lower"], ratio["upper"]
    theta = mixed(p, odds, pi)
    third = ZC ** 2 * pi * (1 - pi) * (tilt(p, odds) - p) ** 2 / n
    down = (theta - mixed(intact["lower"], odds, pi)) ** 2 + (theta - mixed(p, or_u, pi)) ** 2 + third
    up = (theta - mixed(intact["upper"], odds, pi)) ** 2 + (theta - mixed(p, or_l, pi)) ** 2 + third
    return {"status": intact["status"], "theta": theta,
            "lower": cut(theta - math.sqrt(down)), "upper": cut(theta + math.sqrt(up))}


def satisfaction(conv, blind, params):
    touched = lambda r: not blind and (r["n_deleted"] or 0) > 0

    def cell(members, lam=1.0):
        ans = [r for r in members if r["score"] is not None]
        good, bad = [r for r in ans if r["score"] >= 4], [r for r in ans if r["score"] < 4]
        pos = lambda group: sum(r["text_label"] == "pos" for r in group)
        return stratum(len(members), len(good), len(bad), pos(good), pos(bad), pos(members), lam)

    parts = {"all": conv} if blind else {"intact": [r for r in conv if not touched(r)],
                                         "touched": [r for r in conv if touched(r)]}
    strata = {name: cell(members) for name, members in parts.items()}
    n, ans = len(conv), [r for r in conv if r["score"] is not None]
    good = sum(r["score"] >= 4 for r in ans)
    whole = together(strata.values())
    out = {"manski_survey": manski(good, len(ans), n), "survey_raw": share(good, len(ans)), "strata": strata,
           "calibrated": whole, "robust": [], "headline": headline(strata.values(), whole)}
    for lam in params["lambdas"]:
        ends = [together([cell(m, x) for m in parts.values()]) for x in (lam, 1 / lam)]
        out["robust"].append({"lam": lam, "lower": min(e["lower"] for e in ends), "upper": max(e["upper"] for e in ends)})
    if blind:
        return out
    intact, hit = strata["intact"], strata["touched"]
    m, pi = intact["N"], hit["N"] / n
    pos = sum(r["text_label"] == "pos" for r in parts["intact"])
    ratio = odds_ratio(hit["n0"], hit["n1"], intact["n0"], intact["n1"])
    out.update(
        share_touched=share(hit["N"], n), tone_intact=share(pos, m), tone_manski=manski(pos, m, n),
        tone_gamma=[{"gamma": g, **tone_gamma(pos, m, n, g, 1 / g)} for g in params["gammas"]],
        tone_gamma_one_sided=[{"gamma": g, **tone_gamma(pos, m, n, g, 1.0)} for g in params["gammas"]],
        worst_case_calibrated={"lower": (1 - pi) * intact["lower"], "upper": (1 - pi) * intact["upper"] + pi},
        gamma_calibrated=[gamma_calibrated(intact, pi, n, g) for g in params["gammas"]],
        odds_ratio=ratio, transport=transport(intact, pi, n, ratio),
        breakdown_gamma=breakdown(intact["p"], pi, params["tau"], hit["N"]))
    return out


# ---------------------------------------------------------------- section 6
def weighting(conv, blind):
    ans = [r for r in conv if r["score"] is not None]
    if not ans:
        return {"raking": {"status": "no_respondents"}, "poststrat": {"status": "no_respondents"}}
    hit = lambda r: "yes" if (r["n_deleted"] or 0) > 0 else "no"
    topic = lambda r: r["topic"] or "unknown"
    margins = {"topic": topic} if blind else {"topic": topic, "touched": hit}
    return {"raking": raking(conv, ans, margins), "poststrat": poststrat(conv, ans, margins), "ppma": ppma(conv, ans)}


def counts(group, key):
    out = {}
    for r in group:
        out[key(r)] = out.get(key(r), 0) + 1
    return out


def poststrat(conv, ans, margins):
    key = lambda r: tuple(f(r) for f in margins.values())
    size, seen = counts(conv, key), counts(ans, key)
    good = counts([r for r in ans if r["score"] >= 4], key)
    if any(c not in seen for c in size):
        return {"status": "empty_cell", "theta": None, "lower": 0.0, "upper": 1.0}
    n = len(conv)
    theta = sum(size[c] / n * good.get(c, 0) / seen[c] for c in size)
    var = 0.0
    for c in size:
        p = (good.get(c, 0) + 0.5) / (seen[c] + 1)
        var += (size[c] / n) ** 2 * p * (1 - p) / seen[c]
    se = math.sqrt(var)
    return {"status": "ok", "theta": theta, "se": se, "lower": cut(theta - Z95 * se), "upper": cut(theta + Z95 * se)}


def raking(conv, ans, margins):
    missing = {}
    for name, f in margins.items():
        gone = sorted(set(map(f, conv)) - set(map(f, ans)))
        if gone:
            missing[name] = gone
    if missing:
        return {"status": "empty_margin", "missing": missing}
    m = len(ans)
    w = np.ones(m)
    index = {}
    for name, f in margins.items():
        size = counts(conv, f)
        index[name] = [(np.array([f(r) == lev for r in ans]), size[lev] / len(conv) * m) for lev in sorted(size)]
    worst = math.inf
    for _ in range(20_000):
        for levels in index.values():
            for mask, target in levels:
                w[mask] *= target / w[mask].sum()
        worst = max(abs(w[mask].sum() / target - 1) for levels in index.values() for mask, target in levels)
        if worst < 1e-12:
            break
    good = np.array([r["score"] >= 4 for r in ans])
    if worst >= 1e-6:
        return {"status": "not_converged"}
    return {"status": "ok", "deff": m * float((w ** 2).sum()) / float(w.sum()) ** 2,
            "satisfied": float(w[good].sum() / w.sum()), "weights": {r["id"]: float(x) for r, x in list(zip(ans, w))[:25]}}


def ppma(conv, ans):
    seen = [r for r in ans if r["text_score"] is not None]
    if len(seen) < 3:
        return None
    y = np.array([float(r["score"] >= 4) for r in seen])
    x = np.array([float(r["text_score"]) for r in seen])
    everyone = np.array([float(r["text_score"]) for r in conv if r["text_score"] is not None])
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    sx, sy = x.std(ddof=1), y.std(ddof=1)
    r = float(np.corrcoef(x, y)[0, 1])
    if r <= 1e-12:
        return None
    g = lambda phi: (phi + (1 - phi) * r) / (phi * r + 1 - phi)
    at = lambda phi: float(y.mean() + g(phi) * sy / sx * (everyone.mean() - x.mean()))
    return {"0": at(0.0), "0.5": at(0.5), "1": at(1.0)}


def synthesis(sources):
    logit = lambda p: math.log(p / (1 - p))
    expit = lambda v: 1 / (1 + math.exp(-v))
    w = [1 / (se * se + tau * tau) for _, se, _, tau in sources]
    v = [logit(p) - b for p, _, b, _ in sources]
    m = sum(a * b for a, b in zip(w, v)) / sum(w)
    sd = sum(w) ** -0.5
    q = sum(a * (b - m) ** 2 for a, b in zip(w, v))
    return {"theta": expit(m), "lower": expit(m - Z95 * sd), "upper": expit(m + Z95 * sd),
            "weights": [a / sum(w) for a in w], "Q": q}


# ---------------------------------------------------------------- section 7
class Survival:
    """Kaplan-Meier: a list of (time, S, Greenwood sum, at risk) at event times."""

    def __init__(self, pairs):
        self.times = sorted(t for t, _ in pairs)
        self.steps, s, g = [], 1.0, 0.0
        for t in sorted({t for t, event in pairs if event}):
            n = sum(u >= t for u in self.times)
            d = sum(1 for u, event in pairs if event and u == t)
            s = 0.0 if d == n else s * (1 - d / n)
            g = math.inf if d == n else g + d / (n * (n - d))
            self.steps.append((t, s, g, n))

    def at(self, t):
        passed = [x for x in self.steps if x[0] <= t]
        return passed[-1] if passed else (0.0, 1.0, 0.0, 0)

    @staticmethod
    def curve(s, g):
        if s >= 1 or s <= 0:
            return s, s
        half = Z95 * math.sqrt(g) / abs(math.log(s))
        inner = math.log(-math.log(s))
        return math.exp(-math.exp(inner + half)), math.exp(-math.exp(inner - half))

    def interval(self, t):
        _, s, g, at_risk = self.at(t)
        if s == 1:
            m = sum(u >= t for u in self.times)
            return s, wilson(m, m)[0], 1.0
        if s == 0:
            return s, 0.0, wilson(0, at_risk)[1]
        return (s, *self.curve(s, g))

    def quantile(self, q):
        first = lambda pick: next((t for t, s, g, _ in self.steps if pick(s, g) <= 1 - q + 1e-12), None)
        return {"estimate": first(lambda s, g: s), "lower": first(lambda s, g: self.curve(s, g)[0]),
                "upper": first(lambda s, g: self.curve(s, g)[1])}


def complement(triple):
    s, lo, up = triple
    return {"rate": 1 - s, "lower": 1 - up, "upper": 1 - lo}


def first_reply(conv):
    answered = [r["first_reply_min"] for r in conv if r["first_reply_min"] is not None]
    km = Survival([(r["first_reply_min"], True) if r["first_reply_min"] is not None else (r["observed_min"], False)
                   for r in conv if r["first_reply_min"] is not None or r["observed_min"] is not None])
    return {"n": len(conv), "unanswered": len(conv) - len(answered),
            "naive_mean": float(np.mean(answered)) if answered else None,
            "naive_median": float(np.median(answered)) if answered else None,
            "median": km.quantile(0.5), "p90": km.quantile(0.9), "within_60": complement(km.interval(60.0))}


def fcr(conv, window):
    conv = [r for r in conv if r["resolved"] is not None]
    if not conv:
        return {"naive": None, "estimate": None, "lower": 0.0, "upper": 1.0, "status": "ok", "matured": 0}
    pairs = []
    for r in conv:
        if not r["resolved"]:
            pairs.append((0.0, True))
        elif r["reopen_h"] is not None and r["reopen_h"] <= window:
            pairs.append((r["reopen_h"], True))
        else:
            pairs.append((min(r["watched_h"], window), False))
    s, lo, up = Survival(pairs).interval(window)
    short = all(t < window for t, _ in pairs) and any(not e for _, e in pairs)
    return {"naive": sum(bool(r["resolved"]) and r["reopen_h"] is None for r in conv) / len(conv),
            "estimate": s, "lower": lo, "upper": up, "status": "window_not_reached" if short else "ok",
            "matured": sum(bool(r["resolved"]) and (r["reopen_h"] is not None or r["watched_h"] >= window) for r in conv)}


def deletion_latency(messages, channel):
    if channel == "cloud_api":
        return {"status": "unobservable", "rate": None}
    if messages is None:
        return None
    out = {"naive": share(sum(bool(m["deleted"]) for m in messages), len(messages))}
    if channel == "export":
        old = [m for m in messages if m["age_h"] >= WINDOW_S / 3600]
        out.update(status="marker", isotonic=isotonic(messages),
                   older_than_window=share(sum(bool(m["deleted"]) for m in old), len(old)))
        return out
    pairs = [(min(m["latency_s"], WINDOW_S), True) if m["deleted"] else (min(m["age_h"] * 3600, WINDOW_S), False) for m in messages]
    km = Survival(pairs)
    final = km.steps[-1][1] if km.steps else 1.0
    half = next((t for t, s, _, _ in km.steps if 1 - s >= (1 - final) / 2 - 1e-12), None)
    out.update(status="exact", beyond_window=sum(bool(m["deleted"]) and m["latency_s"] > WINDOW_S for m in messages),
               mature=any(t >= WINDOW_S for t, _ in pairs) or all(e for _, e in pairs),
               cumulative={str(u): complement(km.interval(u)) for u in (60, 600, 4096, 86400, 216000)},
               median_latency_s_of_eventual=half)
    return out


def isotonic(messages):
    by_age = {}
    for m in messages:
        k, n = by_age.get(m["age_h"], (0, 0))
        by_age[m["age_h"]] = (k + bool(m["deleted"]), n + 1)
    blocks = []
    for age in sorted(by_age):
        blocks.append([age, *by_age[age]])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            _, k, n = blocks.pop()
            blocks[-1][1] += k
            blocks[-1][2] += n
    value = lambda a: next((k / n for age, k, n in reversed(blocks) if age <= a), 0.0)
    return {str(a): value(a) for a in (1, 6, 24, 48, 60)}


def deletion_by_group(conv, blind, k_min):
    block = lambda r: "unknown" if r["hour"] is None else ["00-06", "06-12", "12-18", "18-24"][r["hour"] // 6]
    out = {}
    for name, key in (("topic", lambda r: r["topic"] or "unknown"), ("agent", lambda r: r["agent"] or "unknown"), ("hour_block", block)):
        sizes = counts(conv, key)
        hits = counts([r for r in conv if (r["n_deleted"] or 0) > 0], key)
        hidden = hidden_groups({g: people([r for r in conv if key(r) == g]) for g in sizes}, k_min)
        cells = {g: None if g in hidden else share(hits.get(g, 0), n) for g, n in sizes.items()}
        out[name] = {"hidden": hidden, "cells": "unobservable" if blind else cells}
    return out


# ---------------------------------------------------------------- section 8
def pattern(d):
    latency, following = d["latency_s"], d["next_customer_msg_s"]
    negative = d["context_tone"] == "neg"
    if latency is not None and latency <= 120 and following is not None and following <= 120:
        return "quick_resend"
    if negative and following is None and d["followup_h"] < 24:
        return "indeterminate"
    if negative and (following is None or following > 24 * 3600):
        return "frustration_signal"
    if negative:
        return "negative_continue"
    return "late_cleanup" if latency is not None and latency > 3600 else "indeterminate"


def motives(count, names, matrix):
    if sum(count) == 0:
        return None
    m, c = np.array(matrix, float), np.array(count, float)
    pi = np.full(len(names), 1 / len(names))
    for _ in range(200_000):
        joint = pi[:, None] * m
        total = joint.sum(axis=0)
        new = (joint * np.divide(c, total, out=np.zeros_like(c), where=total > 0)).sum(axis=1)
        if new.sum() == 0:
            break
        new /= new.sum()
        moved = np.abs(new - pi).max()
        pi = new
        if moved < 1e-13:
            break
    return dict(zip(names, map(float, pi)))


# ---------------------------------------------------------------- section 9
def cusum(daily, params):
    if not daily:
        return None
    base = daily[: params["baseline_days"]]
    p0 = (sum(d["k"] for d in base) + 0.5) / (sum(d["n"] for d in base) + 1)
    p1 = p0 / (p0 + params["cusum_or"] * (1 - p0))
    s = top = 0.0
    alarm = None
    for d in daily[params["baseline_days"]:]:
        s = max(0.0, s + d["k"] * math.log(p1 / p0) + (d["n"] - d["k"]) * math.log((1 - p1) / (1 - p0)))
        top = max(top, s)
        if alarm is None and s >= params["cusum_h"]:
            alarm = d["day"]
    return {"p0": p0, "p1": p1, "alarm": alarm, "max": top, "last": s}


def bocpd(daily, lam):
    if not daily:
        return None
    hazard = 1 / lam
    mass, a, b = np.array([1.0]), np.array([1.0]), np.array([1.0])
    alarm = None
    for t, d in enumerate(daily):
        k, n = d["k"], d["n"]
        choose = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
        logp = choose + betaln(a + k, b + n - k) - betaln(a, b)
        grown = mass * np.exp(logp - logp.max())
        mass = np.concatenate([[grown.sum() * hazard], grown * (1 - hazard)])
        mass /= mass.sum()
        a, b = np.concatenate([[1.0], a + k]), np.concatenate([[1.0], b + n - k])
        if alarm is None and t >= 13 and mass[:7].sum() >= 0.9:
            alarm = d["day"]
    return {"alarm": alarm, "prob_recent_last": float(mass[:7].sum()), "map_run_length_last": int(mass.argmax())}


def its(daily, t0):
    used = [d for d in daily or [] if d["n"] > 0]
    m = len(used)
    if m < 12:
        return None
    t = np.array([d["day"] for d in used], float)
    w = np.array([d["n"] for d in used], float)
    y = np.array([d["k"] / d["n"] for d in used])
    after = (t >= t0).astype(float)
    x = np.column_stack([np.ones(m), t, after, (t - t0) * after])
    root = np.sqrt(w)[:, None]
    if np.linalg.matrix_rank(x * root) < 4:
        return None
    q, r = np.linalg.qr(x * root)
    beta = np.linalg.solve(r, q.T @ (y * root[:, 0]))
    inv = np.linalg.inv(r) @ np.linalg.inv(r).T
    e = y - x @ beta
    classical = np.sqrt(np.diag(inv) * (w * e * e).sum() / (m - 4))
    lags = int(math.floor(4 * (m / 100) ** (2 / 9)))
    # Each diagonal element of the sandwich is the long-run variance of one combination of the scores;
    # taken that way round nothing large cancels.
    scores = (x * (w * e)[:, None]) @ inv
    long_run = (scores ** 2).sum(axis=0)
    for lag in range(1, lags + 1):
        long_run += 2 * (1 - lag / (lags + 1)) * (scores[lag:] * scores[:-lag]).sum(axis=0)
    hac = np.sqrt(np.maximum(0, long_run) * m / (m - 4))
    se = np.maximum(classical, hac)
    half = stats.t.ppf(0.975, m - 4) * se[2]
    return {"beta": list(beta), "se_hac": list(hac), "se_classical": list(classical), "se": list(se), "lags": lags,
            "level_change": beta[2], "lower": beta[2] - half, "upper": beta[2] + half}


# ---------------------------------------------------------------- section 10
def drivers(conv):
    needed = ("score", "first_reply_min", "transfers", "n_customer_msgs", "resolved")
    use = [r for r in conv if all(r[key] is not None for key in needed)]
    y = np.array([float(r["score"]) for r in use])
    if len(use) < 6 or np.ptp(y) == 0:
        return {"status": "not_enough", "r2": None}
    columns = {"log_reply": [math.log(1 + r["first_reply_min"]) for r in use],
               "transfers": [r["transfers"] for r in use],
               "n_customer_msgs": [r["n_customer_msgs"] for r in use],
               "resolved": [float(r["resolved"]) for r in use]}
    dropped = [n for n, c in columns.items() if np.ptp(np.array(c, float)) == 0]
    names = [n for n in columns if n not in dropped]
    if not names:
        return {"status": "not_enough", "r2": None}
    std = lambda v: (v - v.mean()) / v.std()
    x = np.column_stack([std(np.array(columns[n], float)) for n in names])
    y = std(y)
    p = len(names)

    def r2(subset):
        if not subset:
            return 0.0
        fit = x[:, subset] @ np.linalg.lstsq(x[:, subset], y, rcond=1e-10)[0]
        return 1 - float(((y - fit) ** 2).sum() / (y ** 2).sum())

    lmg = np.zeros(p)
    orders = list(permutations(range(p)))
    known = {}
    value = lambda s: known.setdefault(frozenset(s), r2(sorted(s)))
    for order in orders:
        for i, j in enumerate(order):
            lmg[j] += value(order[: i + 1]) - value(order[:i])
    lmg /= len(orders)
    out = {"dropped": dropped, "names": names, "r2": value(range(p)), "lmg": list(lmg)}
    rxx, rxy = x.T @ x / len(use), x.T @ y / len(use)
    eig, v = np.linalg.eigh(rxx)
    if eig[0] < 1e-8:
        return {**out, "status": "collinear", "relative_weights": None}
    lam = v @ np.diag(np.sqrt(eig)) @ v.T
    b = np.linalg.solve(lam, rxy)
    return {**out, "status": "ok", "relative_weights": list((lam ** 2) @ (b ** 2))}


# ---------------------------------------------------------------- section 14
def answer(folder):
    with open(os.path.join(folder, "params.json"), encoding="utf-8") as f:
        params = json.load(f)
    conv = rows(folder, "conversations.jsonl")
    channel = params["channel"]
    blind = channel == "cloud_api"
    out = {"scenario": params["scenario"], "n": len(conv),
           "deletion_observability": {"coexistence": "exact", "export": "marker", "cloud_api": "none"}[channel],
           "status": "ok"}
    if len(people(conv)) < params["k_min"]:
        return {**out, "status": "suppressed_small_n"}
    deletions = rows(folder, "deletions.jsonl")
    daily = sorted(rows(folder, "daily.jsonl") or [], key=lambda d: d["day"])
    found = [pattern(d) for d in deletions or []]
    count = [found.count(p) for p in PATTERNS]
    out.update(
        satisfaction=satisfaction(conv, blind, params), weighting=weighting(conv, blind),
        first_reply=first_reply(conv), fcr=fcr(conv, params["fcr_window_h"]),
        deletion_latency=deletion_latency(rows(folder, "messages.jsonl"), channel),
        deletion_by_group=deletion_by_group(conv, blind, params["k_min"]),
        patterns="unobservable" if blind else None if deletions is None else {p: share(c, len(found)) for p, c in zip(PATTERNS, count)},
        cusum=cusum(daily, params), bocpd=bocpd(daily, params["bocpd_lambda"]), its=its(daily, params["its_t0"]),
        drivers=drivers(conv), synthesis=synthesis(params["sources"]))
    if not blind:
        out["motives"] = motives(count, params["motive_names"], params["motive_matrix"]) if channel == "coexistence" else None
    return out
