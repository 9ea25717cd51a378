"""Compares totals: same.py FIRST.json OTHER.json..."""

import json
import sys

first, *others = ({path: json.load(open(path, encoding="utf-8"))} for path in sys.argv[1:])
((path, wanted),) = first.items()
for other in others:
    ((name, found),) = other.items()
    if found != wanted:
        sys.exit(f"{name} differs from {path}:\n{found}\n{wanted}")
    units = sum(sum(codes.values()) for codes in found.values())
    print(f"{name} equals {path}: {units} units")
