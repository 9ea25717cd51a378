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
    best = (float("inf"), float("inf"))
    for _ in range(3):
        start, worked = time.perf_counter(), time.process_time()
        found = engines.totals(engine, path, threads)
        best = min(best, (time.perf_counter() - start, time.process_time() - worked))
        if found != wanted:
            sys.exit(f"{engine} differs from {own}:\n{found}\n{wanted}")
    taken, worked = best
    print(f"{engine}: {taken:.2f} s ({worked:.2f} s of processor time), {threads} threads, {rows} lines, totals equal")

table = pq.read_table(path).sort_by([("rule", "ascending"), ("visit", "ascending"), ("sequence", "ascending")])
visits = table.group_by(["rule", "visit"], use_threads=False).aggregate([("code", "list"), ("minutes", "list")])
start = time.process_time()
engines.split(visits["rule"], visits["code_list"], visits["minutes_list"])
worked = time.process_time() - start
print(f"the function alone, visits grouped: {worked * 1e3:.1f} ms of processor time, {rows / worked / 1e6:.0f} million lines per second")
