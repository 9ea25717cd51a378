"""Counts a Parquet file with DuckDB, Polars and DataFusion, compares the totals and prints the times.

THERAPY_UNITS=libtherapy_units.so bench.py PARQUET OWN.json [THREADS]
"""

import json
import os
import sys
import time

path, own = sys.argv[1:3]
threads = int(sys.argv[3]) if len(sys.argv) > 3 else 1
os.environ["POLARS_MAX_THREADS"] = str(threads)

import engines  # noqa: E402: the thread pool of Polars is made by the import
import pyarrow.parquet as pq  # noqa: E402

wanted = json.load(open(own, encoding="utf-8"))
rows = pq.read_metadata(path).num_rows
for engine in engines.ENGINES:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        found = engines.totals(engine, path, threads)
        best = min(best, time.perf_counter() - start)
        if found != wanted:
            sys.exit(f"{engine} differs from {own}:\n{found}\n{wanted}")
    print(f"{engine}: {best:.2f} s, {rows / best / 1e6:.1f} million lines per second on {threads} threads, totals equal")

table = pq.read_table(path).sort_by([("rule", "ascending"), ("visit", "ascending"), ("sequence", "ascending")])
visits = table.group_by(["rule", "visit"], use_threads=False).aggregate([("minutes", "list")])
start = time.perf_counter()
engines.split(visits["rule"], visits["minutes_list"])
taken = time.perf_counter() - start
print(f"the function alone, visits grouped: {taken * 1e3:.0f} ms, {rows / taken / 1e6:.0f} million lines per second")
