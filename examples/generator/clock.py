"""Seeded draws and opening hours. All times are the civil times of the company, as an export shows them."""
import datetime as dt
import math
import random


class Draw:
    """Random numbers that depend on a name only, so that a change in one script leaves the others as they are."""

    def __init__(self, *names):
        self._random = random.Random("/".join(str(name) for name in names))

    def chance(self, probability):
        return self._random.random() < probability

    def between(self, low, high):
        return low + (high - low) * self._random.random()

    def pick(self, weighted):
        """One of the (value, weight) pairs."""
        total = sum(weight for _, weight in weighted)
        point = self._random.random() * total
        for value, weight in weighted:
            point -= weight
            if point < 0:
                return value
        return weighted[-1][0]

    def around(self, median, spread):
        """Log-normal with this median; `spread` is the standard deviation of the logarithm."""
        first = 1.0 - self._random.random()
        second = self._random.random()
        return median * math.exp(spread * math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * second))


class Calendar:
    """Weekly opening hours with closed days: `week` maps Monday = 0 … to [(start, end)] in minutes of the day."""

    def __init__(self, week, closed):
        self.week = week
        self.closed = closed

    def openings(self, day):
        if day in self.closed:
            return []
        start = dt.datetime.combine(day, dt.time())
        return [(start + dt.timedelta(minutes=a), start + dt.timedelta(minutes=b)) for a, b in self.week[day.weekday()]]

    def is_open(self, moment):
        return any(a <= moment < b for a, b in self.openings(moment.date()))

    def add(self, moment, minutes):
        """The moment after so many minutes of opening time."""
        left = dt.timedelta(minutes=minutes)
        day = moment.date()
        while True:
            for start, end in self.openings(day):
                start = max(start, moment)
                if start < end:
                    if left < end - start:
                        return start + left
                    left -= end - start
            day += dt.timedelta(days=1)


def offset(moment):
    """UTC offset of Paris in the months of the examples: summer time began on 29 March 2026 at two."""
    return "+02:00" if dt.datetime(2026, 3, 29, 2) <= moment < dt.datetime(2026, 10, 25, 3) else "+01:00"


def stamp(moment):
    """RFC 3339 with the offset of Paris."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + offset(moment)
