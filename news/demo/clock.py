"""Moments of the demo: some stand fast, some count from the day on which it is loaded, so that it never looks stale."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings

FOUNDED_ON = dt.date(2026, 2, 13)
FOUNDED_AT = dt.datetime(2026, 2, 13, 16, 47)  # noqa: DTZ001 (on the clock of the coalition, like every hour in content/)

MONTHS = {
    "kk": "қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
"""As they stand after a day within a sentence: Kazakh in the locative case, Russian in the genitive."""


@dataclass(frozen=True)
class Clock:
    """The moment of loading, and every other moment told in relation to it."""

    now: dt.datetime

    @property
    def zone(self):
        return ZoneInfo(settings.TIME_ZONE)

    @property
    def today(self):
        return self.now.astimezone(self.zone).date()

    @property
    def founded_at(self):
        return FOUNDED_AT.replace(tzinfo=self.zone)

    def moment(self, told):
        """When something was published: `at`; or `time` on the day of `share` or `days_ago`; never before the founding.

        `share` is the part of the days between the founding and today that had passed.
        """
        if "at" in told:
            return told["at"].replace(tzinfo=self.zone)
        if "share" in told:
            day = FOUNDED_ON + dt.timedelta(days=round(told["share"] * (self.today - FOUNDED_ON).days))
        else:
            day = self.today - dt.timedelta(days=told["days_ago"])
        return max(self.on(day, told["time"]), self.founded_at)

    def on(self, day, time):
        return dt.datetime.combine(day, time, self.zone)

    def in_days(self, days):
        return self.today + dt.timedelta(days=days)


def day_within_a_sentence(day, language):
    """24 қарашада, 24 ноября, 24 November."""
    return f"{day.day} {MONTHS[language].split()[day.month - 1]}"
