"""Counts the units of a Parquet file under Spark.

job.py LIBRARY PARQUET TOTALS.json [--parity PARQUET] [--kill]

--parity first compares the units of a small file with its column `expected`. --kill ends one executor in
the middle of the job, and fails if Spark did not notice.
"""

import argparse
import json
import os
import signal
import threading
import time

import pyarrow as pa
from pyspark.sql import SparkSession, functions as F
from pyspark.sql.types import ArrayType, IntegerType

import units

PARTITIONS = 48


@F.arrow_udf(ArrayType(IntegerType()))
def count(rules: pa.Array, codes: pa.Array, minutes: pa.Array) -> pa.Array:
    """Counts a batch. The library is loaded once for each process."""
    if not hasattr(units, "loaded"):
        units.loaded = units.library()
    return units.split(units.loaded, rules, codes, minutes)


def counted(lines):
    """Returns one row for each service, with its units. The order of a visit comes from `sequence`."""
    service = F.struct("sequence", "code", "minutes", *(name for name in lines.columns if name == "expected"))
    visits = lines.groupBy("visit", "rule").agg(F.sort_array(F.collect_list(service)).alias("services"))
    visits = visits.withColumn("units", count("rule", "services.code", "services.minutes"))
    pairs = F.explode(F.arrays_zip("services", "units")).alias("pair")
    return visits.select("rule", pairs).select("rule", "pair.services.*", "pair.units")


def totals(lines):
    rows = counted(lines).groupBy("rule", "code").agg(F.sum("units").alias("units")).collect()
    answer = {}
    for row in rows:
        answer.setdefault(row.rule, {})[row.code] = row.units
    return answer


def executor(_):
    """The process id of the executor that runs this: the first ancestor that is one."""
    process = os.getpid()
    while process > 1:
        with open(f"/proc/{process}/cmdline", "rb") as text:
            if b"CoarseGrainedExecutorBackend" in text.read():
                return process
        with open(f"/proc/{process}/stat") as text:
            process = int(text.read().rsplit(")", 1)[1].split()[1])
    raise RuntimeError("expected an executor, found none")


def executors(context):
    return set(context.parallelize(range(16), 16).map(executor).collect())


def kill_one(context, before, done):
    """Waits for the stage that counts to have finished some of its tasks, and ends one executor."""
    tracker = context.statusTracker()
    while not done.is_set():
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info and info.numTasks == PARTITIONS and 4 <= info.numCompletedTasks < PARTITIONS // 2:
                victim = min(before)
                os.kill(victim, signal.SIGKILL)
                print(f"killed executor {victim} after {info.numCompletedTasks} of {info.numTasks} tasks", flush=True)
                return
        time.sleep(0.02)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library")
    parser.add_argument("parquet")
    parser.add_argument("totals")
    parser.add_argument("--parity")
    parser.add_argument("--kill", action="store_true")
    arguments = parser.parse_args()

    session = SparkSession.builder.appName("therapy units").getOrCreate()
    context = session.sparkContext
    context.setLogLevel("ERROR")
    context.addFile(arguments.library)
    context.addPyFile(units.__file__)

    if arguments.parity:
        rows = counted(session.read.parquet(arguments.parity))
        number, wrong = rows.count(), rows.where("units <> expected or units is null").count()
        assert number > 0 and wrong == 0, f"{wrong} of {number} services differ"
        print(f"parity: {number} services have the expected units", flush=True)

    before = executors(context) if arguments.kill else set()
    done = threading.Event()
    killer = threading.Thread(target=kill_one, args=(context, before, done))
    if arguments.kill:
        assert len(before) == 2, f"expected 2 executors, found {before}"
        killer.start()
    start = time.monotonic()
    answer = totals(session.read.parquet(arguments.parquet))
    print(f"counted in {time.monotonic() - start:.1f} s", flush=True)
    done.set()
    if arguments.kill:
        killer.join()
        after = executors(context)
        assert min(before) not in after, "expected the killed executor to be gone, found it"
        seen = context._jsc.sc().statusStore().executorList(False)
        lost = [seen.apply(place) for place in range(seen.size())]
        lost = [one.id() for one in lost if not one.isActive()]
        assert len(lost) == 1, f"expected one lost executor, found {lost}"
        print(f"Spark lost executor {lost[0]} and went on", flush=True)

    with open(arguments.totals, "w", encoding="utf-8") as file:
        json.dump(answer, file, sort_keys=True)
    session.stop()


if __name__ == "__main__":
    main()
