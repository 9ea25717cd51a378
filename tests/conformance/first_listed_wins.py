"""Makes the third classic mistake: the units that are left go to the codes that are listed first."""

import plain


def count(minutes, rule):
    total, splits = plain.count(minutes, rule)
    if rule == "cpt":
        return total, splits
    split = {code: own // plain.BLOCK for code, own in minutes.items()}
    for code in list(minutes)[:total - sum(split.values())]:
        split[code] += 1
    return total, splits if split == splits[0] else [split]


plain.main(count)
