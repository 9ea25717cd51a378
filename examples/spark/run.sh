#!/usr/bin/env bash
# Counts the same Parquet file with the library's own program, with Spark on one machine, and with a Spark
# master and two workers of which one executor is killed in the middle; the totals must be equal.
#
# VISITS=200000 ./run.sh    needs Java 17 or later, Python 3.10 or later and cargo. Every port is bound to 127.0.0.1.
set -euo pipefail
cd "$(dirname "$0")"

visits="${VISITS:-200000}"
target="$(realpath -m "${CARGO_TARGET_DIR:-target}")"
work="$target/spark"
mkdir -p "$work"

python="$work/venv/bin/python"
if [[ ! -x "$python" ]]; then
    python3 -m venv "$work/venv"
fi
"$python" -m pip install --quiet --disable-pip-version-check -r requirements.txt
cargo build --quiet --release --locked --target-dir "$target"
library="$target/release/libtherapy_units.so"

"$python" data.py make "$visits" "$work/lines.parquet"
"$python" data.py csv "$work/lines.parquet" "$work/lines.csv"
"$python" data.py parity ../../tests/data/parity.ndjson "$work/parity.parquet"
time "$target/release/totals" "$work/lines.csv" >"$work/own.json"

export SPARK_LOCAL_IP=127.0.0.1 SPARK_DAEMON_MEMORY=256m SPARK_LOCAL_DIRS="$work/scratch" SPARK_NO_DAEMONIZE=1
export PYSPARK_PYTHON="$python" SPARK_MASTER_OPTS=-Dspark.master.rest.enabled=false
SPARK_HOME="$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')"
export SPARK_HOME
options=(
    --conf spark.ui.showConsoleProgress=false
    --conf spark.driver.host=127.0.0.1
    --conf spark.driver.bindAddress=127.0.0.1
    --conf spark.driver.memory=1g
    --conf spark.sql.adaptive.enabled=false
    --conf spark.sql.shuffle.partitions=48
)
submit() { "$SPARK_HOME/bin/spark-submit" "${options[@]}" "$@" 2>"$work/submit.log" || { tail -n 40 "$work/submit.log" >&2; return 1; }; }

echo "== Spark on one machine"
time submit --master "local[2]" job.py "$library" "$work/lines.parquet" "$work/local.json" --parity "$work/parity.parquet"
"$python" same.py "$work/own.json" "$work/local.json"

echo "== a master and two workers, of which one executor is killed"
port="$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
processes=()
trap '((${#processes[@]})) && kill "${processes[@]}" 2>/dev/null; wait' EXIT
class="$SPARK_HOME/bin/spark-class"
"$class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0 >"$work/master.log" 2>&1 &
processes+=($!)
for worker in 1 2; do
    "$class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores 1 --memory 1g \
        --work-dir "$work/worker-$worker" "spark://127.0.0.1:$port" >"$work/worker-$worker.log" 2>&1 &
    processes+=($!)
done
for _ in $(seq 120); do
    if (($(grep -c "Registering worker" "$work/master.log" || true) >= 2)); then break; fi
    sleep 0.5
done
time submit --master "spark://127.0.0.1:$port" --conf spark.executor.memory=768m --conf spark.executor.cores=1 \
    --conf spark.scheduler.minRegisteredResourcesRatio=1.0 --conf spark.scheduler.maxRegisteredResourcesWaitingTime=120s \
    --conf spark.cores.max=2 job.py "$library" "$work/lines.parquet" "$work/cluster.json" --kill
"$python" same.py "$work/own.json" "$work/cluster.json"
