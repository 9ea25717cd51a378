"""Makes the second classic mistake: the total is right, and is divided in proportion to the minutes."""

import plain


def count(minutes, rule):
    total, splits = plain.count(minutes, rule)
    if rule == "cpt" or not total:
        return total, splits
    day = sum(minutes.values())
    split = {code: own * total // day for code, own in minutes.items()}
    by_rest = sorted(minutes, key=lambda code: -(minutes[code] * total % day))
    for code in by_rest[:total - sum(split.values())]:
        split[code] += 1
    return total, splits if split in splits else [split]


plain.main(count)
