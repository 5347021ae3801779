"""Rows of attainment.csv: what each goal was worth, computed apart from the program, in fractions.

Follows docs/scoring.md and nothing else. Run: python3 tests/attainment/table.py > tests/attainment/attainment.csv
"""
from fractions import Fraction as F

CAP = F("1.2")


def size(better, figure):
    """Around zero only sizes count: a forecast 3 % too low is as bad as one 3 % too high."""
    return abs(figure) if better == "nearest" and figure is not None else figure


def attainment(better, a, t, b, floor):
    if isinstance(t, tuple):
        low, high = t
        if low <= a <= high:
            return F(1)
        edge = low if a < low else high
        below = a < low
        reach = high - low
        if floor is not None and (floor < low) == below:
            reach = abs(floor - edge)
        return max(F(0), 1 - abs(a - edge) / reach)
    if b is not None:
        return (a - b) / (t - b)
    d = 1 if better == "higher" else -1
    if t != 0:
        return 1 + d * (a - t) / abs(t)
    if d * a >= 0:
        return F(1)
    return None if floor is None else 1 - (a - t) / (floor - t)


def score(better, a, t, p, floor, stretch):
    if isinstance(t, tuple):
        return 100 * max(F(0), min(p, CAP))
    d = 1 if better == "higher" else -1
    share = p
    if d * (a - t) < 0:
        if floor is not None:
            share = (a - floor) / (t - floor)
    elif stretch is not None:
        share = 1 + (CAP - 1) * (a - t) / (stretch - t)
    return 100 * max(F(0), min(share, CAP))


def status(p, kind):
    met, at_risk = (F(1), F("0.9")) if kind == "committed" else (F("0.7"), F("0.4"))
    if p >= F("1.05"):
        return "exceeded"
    return "met" if p >= met else "at_risk" if p >= at_risk else "missed"


def row(better, kind, t, a, b=None, floor=None, stretch=None):
    read = lambda text: None if text is None else F(text)
    target = tuple(map(F, t.split(".."))) if ".." in t else F(t)
    figures = [size(better, figure) for figure in (read(a), read(b), read(floor), read(stretch))]
    if not isinstance(target, tuple):
        target = size(better, target)
    actual, base, low, high = figures
    p = attainment(better, actual, target, base, low)
    cells = [better, kind, t, a, b or "", floor or "", stretch or ""]
    if p is None:
        return ",".join(cells + ["", "", "zero target"])
    return ",".join(cells + [str(p), str(score(better, actual, target, p, low, high)), status(p, kind)])


# Direction, target, baseline, floor, stretch, and actuals from bad to good.
GOALS = [
    # Positive targets, higher: plain, with baseline, floor, stretch and all of them.
    ("higher", "50", None, None, None, "-10 0 25 44.99 45 49.99 50 52.49 52.5 60 75"),
    ("higher", "1.5", "1.0", None, None, "0.9 1.0 1.35 1.45 1.5 1.525 1.7"),
    ("higher", "45", "15", None, None, "16"),
    ("higher", "100", None, "60", None, "50 60 80 95 100 120 130"),
    ("higher", "100", None, None, "140", "80 100 110 140 200"),
    ("higher", "100", None, "60", "140", "50 70 100 120 150"),
    ("higher", "100", "50", "60", "140", "40 60 80 100 120 160"),
    # Negative targets, higher: a loss to be held small.
    ("higher", "-2", None, None, None, "-5 -3 -2.2 -2 -1.9 0 3"),
    ("higher", "-1", None, None, None, "-1"),
    ("higher", "-2", "-4", None, None, "-5 -4 -3 -2 -1"),
    ("higher", "-100", None, "-150", "-50", "-200 -125 -100 -75 -20"),
    # Lower is better.
    ("lower", "50", None, None, None, "120 60 55 50.01 50 47.5 45 0"),
    ("lower", "400", "500", None, None, "520 500 420 410 400 380"),
    ("lower", "0.07", None, "0.2", None, "0.3 0.2 0.1194 0.075 0.07 0.05"),
    ("lower", "50", None, "60", "30", "70 55 50 40 20"),
    ("lower", "50", "80", "70", "30", "90 60 50 45 20"),
    ("lower", "-2", None, None, None, "0 -1 -1.9 -2 -3"),
    ("lower", "-20", "-10", "-12", "-30", "-8 -14 -19 -20 -25 -40"),
    # Zero targets.
    ("higher", "0", None, None, None, "-5 0 5"),
    ("higher", "0", None, "-10", None, "-12 -10 -5 -0.5 0 5"),
    ("higher", "0", None, "-10", "10", "-5 0 5 20"),
    ("higher", "0", "-4", None, None, "-5 -4 -1 0 1"),
    ("lower", "0", None, None, None, "5 0 -5"),
    ("lower", "0", None, "20", None, "30 20 5 1 0 -5"),
    ("lower", "0", "8", "6", "-2", "9 4 0 -1 -3"),
    # Nearest to zero: by sizes, whatever the sign.
    ("nearest", "0.02", None, None, None, "-0.08 0.05 -0.03 0.022 -0.02 0.02 0.019 -0.01 0"),
    ("nearest", "0.02", None, "0.1", None, "0.12 -0.06 0.06 -0.02 0.01"),
    ("nearest", "0.02", "0.1", None, None, "-0.12 0.06 -0.03 0.02 0"),
    ("nearest", "-0.02", None, "-0.1", "0.01", "0.06 -0.06 0.02 0.015 -0.005"),
    ("nearest", "0", None, None, None, "-0.01 0"),
    ("nearest", "0", None, "0.04", None, "-0.05 0.02 -0.01 0"),
    # Ranges, where the direction does not count.
    ("higher", "237.5..262.5", None, None, None, "200 212.5 225 236 237.5 250 262.5 265 300"),
    ("higher", "237.5..262.5", None, "217.5", None, "210 227.5 236 250 270"),
    ("lower", "0.9..1.1", None, "1.6", None, "0.6 0.8 1 1.15 1.35 2"),
    ("higher", "-1..1", None, None, None, "-4 -2 -1 0 1.1 2"),
]

if __name__ == "__main__":
    print("better,class,target,actual,baseline,floor,stretch,attainment,score,status")
    for better, target, baseline, floor, stretch, actuals in GOALS:
        for kind in ("committed", "aspirational"):
            for actual in actuals.split():
                print(row(better, kind, target, actual, baseline, floor, stretch))
