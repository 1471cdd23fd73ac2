"""O4: the order of events. Both are found by `timeline.ordering`, which sees the whole."""

from typing import Final

from timeline.messages import words
from timeline.rules.rule import EVENT, Rule, event


class OrderLoop(Rule):
    code = "O401"
    name = "order-loop"
    message = words("These events wait for one another in a circle: {value}.")
    advice = words("Take out one after: or before: of them.")
    reason = words("No order could hold all of these relations.")
    breaks = event(
        {"events/bridge-planned.yml": EVENT + "after: [bridge-opened]\n"}, after="[bridge-planned]"
    )
    keeps = event({"events/bridge-planned.yml": EVENT}, after="[bridge-planned]")


class OrderAgainstDates(Rule):
    code = "O402"
    name = "order-against-dates"
    message = words(
        "The order {value} contradicts the dates: {later} began by {latest}, {earlier} not before "
        "{earliest}."
    )
    advice = words("Correct one of the dates, or take out the after: or before:.")
    reason = words("One of the two statements is wrong, and the reader could not tell which.")
    breaks = event(
        {"events/bridge-planned.yml": EVENT.replace("2019-03", "2020-05")}, after="[bridge-planned]"
    )
    keeps = event(
        {"events/bridge-planned.yml": EVENT.replace("2019-03", "2019")}, after="[bridge-planned]"
    )


RULES: Final = (OrderLoop, OrderAgainstDates)
