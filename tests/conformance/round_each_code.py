"""Makes the first classic mistake: rounds each code alone and calls the sum Medicare's."""

import plain


def count(minutes, rule):
    return plain.count(minutes, "cpt")


plain.main(count)
