"""How long there is until a moment, in words."""

import datetime

LONG = datetime.timedelta(days=10)  # from here on hours tell nobody anything


def time_left(until: datetime.datetime, now: datetime.datetime) -> str:
    """「あと3日4時間」, 「あと12分」, rounded down: nobody may count on time that is not there. "" when it is over."""
    left = until - now
    if left <= datetime.timedelta():
        return ""
    hours, minutes = divmod(left.seconds // 60, 60)
    if left >= LONG:
        return f"あと{left.days}日"
    if left.days:
        return f"あと{left.days}日{hours}時間"
    if hours:
        return f"あと{hours}時間{minutes}分"
    return f"あと{minutes}分" if minutes else "あと1分もありません"
