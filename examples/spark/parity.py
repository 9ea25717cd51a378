"""Counts the visits that every adapter must count alike, with each engine: parity.py VISITS.ndjson."""

import json
import pathlib
import sys
import tempfile

import pyarrow.parquet as pq

import engines
from data import table

visits = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
with tempfile.TemporaryDirectory() as folder:
    path = str(pathlib.Path(folder) / "lines.parquet")
    for engine in engines.ENGINES:
        counted = 0
        # One visit of each rule at a time, so that each total by rule and code is that of one service.
        for first in range(0, len(visits), len(engines.units.RULES)):
            rows, expected = [], {}
            for visit in visits[first : first + len(engines.units.RULES)]:
                codes = [service["code"] for service in visit["services"]]
                expected[visit["rule"]] = dict(zip(codes, visit["units"], strict=True))
                for place, service in enumerate(visit["services"]):
                    rows.append((first, visit["rule"], place, service["code"], service["minutes"]))
            pq.write_table(table(rows[::-1]), path)
            found = engines.totals(engine, path, 1)
            if found != expected:
                sys.exit(f"{engine} differs at {visit['id']}:\n{found}\n{expected}")
            counted += len(rows)
        print(f"{engine}: {counted} services have the expected units")
