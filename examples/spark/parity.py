"""Counts the visits that every adapter must count alike, with each engine: parity.py VISITS.ndjson."""

import json
import pathlib
import sys
import tempfile

import pyarrow.parquet as pq

import engines
from data import table

rows, expected = [], {}
for number, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    visit = json.loads(line)
    for place, service in enumerate(visit["services"]):
        code = f"{number}-{place}"  # names visit and place, so that each service is a total of its own
        rows.append((number, visit["rule"], place, code, service["minutes"]))
        expected.setdefault(visit["rule"], {})[code] = visit["units"][place]

with tempfile.TemporaryDirectory() as folder:
    path = str(pathlib.Path(folder) / "lines.parquet")
    pq.write_table(table(rows[::-1]), path)
    for engine in engines.ENGINES:
        found = engines.totals(engine, path, 1)
        if found != expected:
            sys.exit(f"{engine} differs:\n{found}\n{expected}")
        print(f"{engine}: {len(rows)} services have the expected units")
