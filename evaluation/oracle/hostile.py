"""Random data sets that look for trouble: every edge the specification names, drawn together.

    python hostile.py FOLDER COUNT [SEED]

writes COUNT data sets to FOLDER/h0000, FOLDER/h0001, …; the same seed gives the same files.
"""
import json
import os
import random
import sys

MATRIX = [[0.72, 0.03, 0.05, 0.05, 0.15], [0.08, 0.42, 0.28, 0.07, 0.15], [0.07, 0.08, 0.10, 0.40, 0.35]]


def params(r, name):
    k_min = r.choice([10, 10, 10, 15, 20])
    return {
        "scenario": name, "channel": r.choice(["coexistence"] * 3 + ["export", "cloud_api"]), "level": 0.95,
        "k_min": k_min, "tau": r.choice([0.75, 0.75, 0.5, 0.9, 0.99]),
        "gammas": r.choice([[1, 1.5, 2, 3, 5], [1], [1, 10, 100], [2.5, 7], []]),
        "lambdas": r.choice([[1.25, 1.5, 2.5], [1.5], [1, 4, 20]]),
        "fcr_window_h": r.choice([168.0, 168.0, 24.0, 72.5]), "baseline_days": r.choice([28, 28, 14, 40]),
        "cusum_or": r.choice([1.5, 1.5, 2.0]), "cusum_h": r.choice([8.0, 8.0, 4.5]),
        "bocpd_lambda": r.choice([60.0, 60.0, 20.0, 250.0]), "its_t0": r.choice([60, 60, 20, 5, 80]),
        "motive_names": ["sending_error", "regret_or_anger", "privacy_or_politeness"], "motive_matrix": MATRIX,
        "sources": r.choice([[[0.82, 0.08, 0.0, 0.15], [0.74, 0.05, 0.0, 0.35], [0.55, 0.2, -0.5, 0.8]],
                             [[0.6, 0.3, 0.1, 0.0]], [[0.7, 0.2, 0, 0.2], [0.72, 0.1, 0.2, 0.3]]]),
    }


def conversations(r, p):
    n = r.choice([p["k_min"] - 1, p["k_min"], p["k_min"] + 1, r.randint(12, 40), r.randint(40, 200), r.randint(200, 900)])
    theta = r.choice([0.0, 1.0, 0.5, 0.8, 0.8, 0.95])
    delete = r.choice([(0.1, 0.35), (0.0, 0.0), (1.0, 1.0), (0.02, 0.02), (0.3, 0.6), (0.0, 0.4), (0.9, 0.98)])
    answer = r.choice([(0.3, 0.2), (0.0, 0.0), (1.0, 1.0), (0.03, 0.03), (0.15, 0.6), (0.9, 0.9), (0.3, 0.0)])
    silent_if_touched = r.random() < 0.12
    text = r.choice([(0.85, 0.15), (0.85, 0.15), (0.5, 0.5), (1.0, 0.0), (0.0, 0.0), (0.2, 0.8), (1.0, 1.0)])
    topics = r.choice([["retour"], ["livraison", "retour", "facturation", "technique"], ["été", "a", "Z", "b c"],
                       ["t%d" % i for i in range(r.randint(2, 30))]])
    rare = r.random() < 0.3
    hours = r.choice([range(8, 20), range(24), [23], [0, 5, 6, 11, 12, 17, 18, 23]])
    constant = {name for name in ("transfers", "n_customer_msgs", "resolved", "reply") if r.random() < 0.12}
    twin = r.random() < 0.1  # transfers follow the number of messages exactly
    ties = r.random() < 0.3
    slow = r.choice([10, 60, 600])
    unanswered = r.choice([0.0, 0.1, 0.6, 1.0])
    watch = r.choice([30, 160, 200, 600])
    resolve = r.choice([0.0, 0.8, 0.8, 1.0])
    out = []
    for i in range(n):
        y = r.random() < theta
        hit = r.random() < delete[0 if y else 1]
        topic = topics[0] if rare and r.random() < 0.9 else r.choice(topics)
        responds = r.random() < answer[0 if y else 1] and not (hit and silent_if_touched)
        positive = r.random() < text[0 if y else 1]
        messages = 3 if "n_customer_msgs" in constant else r.randint(1, 9)
        reply = 5.0 if "reply" in constant else round(r.expovariate(1 / slow), 0 if ties else 2)
        resolved = True if "resolved" in constant else r.random() < resolve
        out.append({
            "id": f"c{i:05d}", "topic": topic, "agent": f"A{r.randint(1, 5)}", "hour": r.choice(list(hours)),
            "channel": p["channel"], "n_customer_msgs": messages,
            "n_deleted": None if p["channel"] == "cloud_api" else (r.randint(1, 3) if hit else 0),
            "text_label": "pos" if positive else r.choice(["neg", "unclear"]),
            "text_score": r.choice([0.0, 0.5]) if ties else round(r.gauss(0.4 if positive else -0.2, 0.4), 3),
            "score": (r.choice([4, 5]) if y else r.randint(1, 3)) if responds else None,
            "first_reply_min": None if r.random() < unanswered else reply,
            "observed_min": round(r.uniform(0, 2500), 0 if ties else 2), "resolved": resolved,
            "reopen_h": round(r.uniform(0, watch), 2) if resolved and r.random() < 0.2 else None,
            "watched_h": round(r.uniform(0, watch), 0 if ties else 2),
            "transfers": 0 if "transfers" in constant else messages if twin else r.choice([0, 0, 1, 2])})
    for field in ("text_score", "hour", "topic", "agent", "resolved", "transfers", "n_customer_msgs", "text_label"):
        if r.random() < 0.08:
            for row in out:
                if r.random() < 0.3:
                    row[field] = None
                    if field == "resolved":
                        row["reopen_h"] = None
    if r.random() < 0.3:
        customers = r.choice([p["k_min"] - 1, p["k_min"], n, 3 * n])
        for row in out:
            row["contact"] = f"p{r.randrange(customers)}" if r.random() < 0.9 else None
    return out


def messages(r, p):
    oldest = r.choice([20, 59.9, 61, 200])
    rate = r.choice([0.0, 0.12, 0.12, 0.5, 1.0])
    ties = r.random() < 0.3
    out = []
    for _ in range(r.choice([1, 3, 20, 150, 600])):
        age = round(r.uniform(0, oldest), 0 if ties else 3)
        latency = r.choice([r.expovariate(1 / 100), r.uniform(0, 216_000), r.uniform(200_000, 230_000), 60.0, 216_000.0])
        gone = r.random() < rate and (p["channel"] != "coexistence" or latency <= age * 3600)
        exact = p["channel"] == "coexistence"
        out.append({"age_h": age, "deleted": None if p["channel"] == "cloud_api" else gone,
                    "latency_s": round(latency, 1) if gone and exact else None})
    return out


def deletions(r, p):
    if p["channel"] == "cloud_api":
        return []
    edge = lambda *values: r.choice(values)
    out = []
    for _ in range(r.choice([0, 1, 5, 30, 120])):
        out.append({"latency_s": None if p["channel"] == "export" else edge(120, 120.1, 3600, 3600.1, 5, 90_000),
                    "context_tone": edge("neg", "neu", "pos"),
                    "next_customer_msg_s": edge(None, None, 120, 120.1, 86_400, 86_400.1, 30),
                    "followup_h": edge(0, 23.99, 24, 100), "after_agent_reply": False, "stated_reason": None})
    return out


def daily(r):
    days = r.choice([0, 1, 5, 11, 12, 13, 27, 28, 29, 90, 120])
    p, fall = r.choice([0.0, 1.0, 0.5, 0.8, 0.95]), r.choice([0, 0, 0.3])
    size = r.choice([0, 1, 3, 30, 100, 20_000])
    holes = r.choice([0.0, 0.3, 0.95])
    out = []
    for day in range(days):
        n = 0 if r.random() < holes else r.randint(0, size)
        chance = max(0.0, p - (fall if day > 60 else 0))
        k = sum(r.random() < chance for _ in range(n)) if n < 200 else min(n, max(0, round(n * min(1, chance + r.gauss(0, 0.004)))))
        out.append({"day": day, "n": n, "k": k})
    return out


def write(folder, r, name):
    os.makedirs(folder, exist_ok=True)
    p = params(r, name)
    with open(os.path.join(folder, "params.json"), "w", encoding="utf-8") as f:
        json.dump(p, f)
    for file, content in (("conversations", conversations(r, p)), ("messages", messages(r, p)),
                          ("deletions", deletions(r, p)), ("daily", daily(r))):
        if file != "conversations" and r.random() < 0.05:
            continue
        with open(os.path.join(folder, file + ".jsonl"), "w", encoding="utf-8") as f:
            f.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in content)


def main():
    root, count = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261122
    for i in range(count):
        write(os.path.join(root, f"h{i:04d}"), random.Random(seed * 100_003 + i), f"h{i:04d}")


if __name__ == "__main__":
    main()
