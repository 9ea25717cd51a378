"""Counts the units of a visit by the plain reading of the rules: a small program for the suite `units`.

It reads one JSON document per line and answers with one per line. It knows the most usual codes, minutes
without a name, and the rules of Medicare and of CPT; it refuses every other document with an error, as a
program may. On what it answers it makes no mistake. The other programs of this folder change one function
of it.
"""

import datetime
import itertools
import json
import sys

TIMED = {"97110", "97112", "97116", "97140", "97530", "97535", "97035", "97032", "97033", "97034", "97036",
         "97113", "97124", "97537", "97542", "97750", "97755", "97760", "97761", "97763"}
UNTIMED = {"97161", "97162", "97163", "97164", "97150", "97010", "97012", "G0283", "97165", "97166", "97167", "97168"}
MODIFIERS = {"pt": "GP", "ot": "GO", "slp": "GN"}
BLOCK, THRESHOLD, DAY = 15, 8, 1440


class Refused(Exception):
    pass


def blocks(minutes):
    """The units of so many minutes: full quarter hours, and one more from eight minutes."""
    return minutes // BLOCK + (minutes % BLOCK >= THRESHOLD)


def count(minutes, rule):
    """The total, and every permitted split: the default first. `minutes` maps codes, in order of delivery."""
    if rule == "cpt":
        split = {code: blocks(own) for code, own in minutes.items()}
        return sum(split.values()), [split]
    total = blocks(sum(minutes.values()))
    split = {code: own // BLOCK for code, own in minutes.items()}
    open_units = total - sum(split.values())
    by_rest = sorted(minutes, key=lambda code: (-(minutes[code] % BLOCK), -minutes[code]))  # ties: longer, then first
    least = minutes[by_rest[open_units - 1]] % BLOCK if open_units else BLOCK
    sure = [code for code in by_rest if minutes[code] % BLOCK > least]
    tied = [code for code in by_rest if minutes[code] % BLOCK == least]
    chosen = itertools.combinations(tied, open_units - len(sure)) if open_units else [()]
    return total, [{code: units + (code in sure or code in more) for code, units in split.items()} for more in chosen]


def refuse_others(document, known):
    others = set(document) - known
    if others:
        raise Refused(f"this program does not know {sorted(others)} in {document}")


def bill(visit, counting):
    """The answer to a document, or `Refused`."""
    refuse_others(visit, {"id", "date_of_service", "discipline", "rule", "services"})
    rule, modifier = visit.get("rule", "medicare"), MODIFIERS[visit["discipline"]]
    datetime.datetime.strptime(visit["date_of_service"].rjust(10), "%Y-%m-%d")
    if rule not in ("medicare", "cpt"):
        raise Refused(f"this program does not know the rule {rule}")
    minutes, codes = {}, []
    for service in visit["services"]:
        refuse_others(service, {"code", "minutes"})
        code, own = service["code"], service.get("minutes")
        is_whole = isinstance(own, int) and not isinstance(own, bool) and own >= 0
        if code not in TIMED | UNTIMED or not (is_whole or own is None and code in UNTIMED):
            raise Refused(f"this program does not know {code} with {own} minutes")
        codes += [code] * (code not in codes)
        if code in TIMED:
            minutes[code] = minutes.get(code, 0) + own
    if sum(minutes.values()) > DAY:
        raise Refused("a day has 1,440 minutes")
    total, splits = counting(minutes, rule)
    return {
        "id": visit.get("id"), "rule": rule, "timed_minutes": sum(minutes.values()), "timed_units": total,
        "next_session_unit": wait(minutes, minutes, lambda more: counting(more, rule)[0]),
        "lines": [line(code, modifier, minutes, splits[0], lambda more: counting(more, rule)[1][0])
                  for code in codes],
        "alternatives": splits[:64], **({"alternatives_cut": True} if len(splits) > 64 else {}),
    }


def line(code, modifier, minutes, split, again):
    if code not in minutes:
        return {"code": code, "units": 1, "modifiers": [modifier], "next_unit": None}
    next_unit = wait(minutes, [code], lambda more: again(more)[code])
    return {"code": code, "units": split[code], "modifiers": [modifier], "next_unit": next_unit}


def wait(minutes, codes, units):
    """How many more minutes of one of the codes raise the units, or None where the day is too short."""
    for more in range(1, DAY - sum(minutes.values()) + 1):
        for code in codes:
            if units({**minutes, code: minutes[code] + more}) > units(minutes):
                return more
    return None


def main(counting):
    for text in sys.stdin:
        visit = None
        try:
            visit = json.loads(text)
            answer = bill(visit, counting)
        except (Refused, ValueError, KeyError, TypeError, AttributeError) as cause:
            name = visit.get("id") if isinstance(visit, dict) else None
            answer = {"id": name, "error": {"kind": "input", "message": str(cause)}}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(count)
