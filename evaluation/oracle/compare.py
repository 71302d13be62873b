"""Differences between two answers, beyond the tolerances of the specification (section 13)."""
import math


def tolerance(path):
    if path.startswith("weighting"):
        return 1e-5, 1e-4
    if path.startswith("motives"):
        return 2e-4, 1e-3
    if path.startswith("its"):
        return 1e-7, 1e-5
    return 1e-7, 1e-6


def number(v):
    return isinstance(v, (int, float)) and not isinstance(v, bool)


def differences(ours, theirs, path=""):
    """Lines `path: ours / theirs` where the two disagree."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(set(ours) | set(theirs)):
            here = f"{path}.{key}" if path else key
            if key not in ours or key not in theirs:
                yield f"{here}: {'absent' if key not in ours else ours[key]} / {'absent' if key not in theirs else theirs[key]}"
            else:
                yield from differences(ours[key], theirs[key], here)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for i, pair in enumerate(zip(ours, theirs)):
            yield from differences(*pair, f"{path}[{i}]")
    elif number(ours) and number(theirs):
        a, r = tolerance(path)
        if not (math.isfinite(ours) and math.isfinite(theirs)) or abs(ours - theirs) > a + r * abs(theirs):
            yield f"{path}: {ours} / {theirs}"
    elif type(ours) is not type(theirs) or ours != theirs:
        yield f"{path}: {ours} / {theirs}"
