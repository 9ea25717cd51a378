"""Makes services of visits as Parquet, and writes them as CSV for the library's own program.

data.py make VISITS FILE.parquet
data.py csv FILE.parquet FILE.csv
data.py parity VISITS.ndjson FILE.parquet
"""

import json
import random
import sys

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from units import RULES

# Codes of 15 minutes, then an evaluation, hot packs and group therapy, which are untimed, and one code of 60 minutes.
CODES = "97110 97112 97113 97116 97124 97140 97530 97535 97542 97032 97033 97035".split()
CODES += "97161 97010 97150 96125".split()
SCHEMA = pa.schema(
    [("visit", pa.int64()), ("rule", pa.string()), ("sequence", pa.int32()), ("code", pa.string()), ("minutes", pa.int32())]
)
MOST_VISITS = 5_000_000


def table(rows):
    columns = zip(*rows)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, SCHEMA)], SCHEMA)


def make(visits, path):
    """Writes visits of 1 to 8 services, in blocks whose rows are shuffled, so that the order must come from `sequence`."""
    if not 0 < visits <= MOST_VISITS:
        sys.exit(f"expected 1 to {MOST_VISITS} visits, found {visits}")
    chance = random.Random(97112)
    with pq.ParquetWriter(path, SCHEMA) as writer:
        for first in range(0, visits, 50_000):
            rows = []
            for visit in range(first, min(first + 50_000, visits)):
                rule = chance.choice(RULES)
                codes = chance.sample(CODES, chance.choice((1, 2, 2, 3, 3, 3, 4, 4, 5, 8)))
                rows += [(visit, rule, place, code, chance.randrange(61)) for place, code in enumerate(codes)]
            chance.shuffle(rows)
            writer.write_table(table(rows))


def parity(visits, path):
    """Writes the visits that every adapter must count alike, with the expected units in the column `expected`."""
    rows, expected = [], []
    for number, line in enumerate(open(visits, encoding="utf-8")):
        visit = json.loads(line)
        expected += visit["units"]
        for place, service in enumerate(visit["services"]):
            rows.append((number, visit["rule"], place, service["code"], service["minutes"]))
    pq.write_table(table(rows).append_column("expected", pa.array(expected, pa.int32())), path)


def main():
    match sys.argv[1:]:
        case ["make", visits, path]:
            make(int(visits), path)
        case ["csv", path, to]:
            pyarrow.csv.write_csv(pq.read_table(path, columns=SCHEMA.names), to)
        case ["parity", visits, path]:
            parity(visits, path)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
