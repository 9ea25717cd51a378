"""Counts the same Arrow data with DuckDB, Polars and DataFusion through the same C function.

Each engine is a function of a Parquet file, a query of the units per service, and what is asked of it.
"""

import datafusion
import duckdb
import polars as pl
import pyarrow as pa

import units

COUNT = units.library()


def split(rules, codes, minutes):
    return units.split(COUNT, rules, codes, minutes)


def with_duckdb(path, threads):
    """The units by rule and code, and the services whose units are not those of the column `expected`."""
    connection = duckdb.connect(config={"threads": threads})
    connection.create_function("therapy_units", split, ["VARCHAR", "VARCHAR[]", "INTEGER[]"], "INTEGER[]", type="arrow")
    return connection.execute(
        f"""
        WITH visits AS (
            SELECT rule, list(code ORDER BY sequence) AS codes, list(minutes ORDER BY sequence) AS minutes
            FROM read_parquet('{path}') GROUP BY visit, rule
        ), services AS (
            SELECT rule, unnest(codes) AS code, unnest(therapy_units(rule, codes, minutes)) AS units FROM visits
        )
        SELECT rule, code, sum(units)::BIGINT AS units FROM services GROUP BY rule, code
        """
    ).fetchall()


def with_polars(path, _threads):
    """The thread pool of Polars is fixed when it is imported: POLARS_MAX_THREADS."""

    def count(columns):
        rules, codes, minutes = (column.rechunk().to_arrow() for column in columns)
        return pl.from_arrow(split(rules.cast(pa.string()), codes.cast(pa.large_list(pa.string())), minutes))

    visits = pl.scan_parquet(path).group_by("visit", "rule").agg(pl.col("code", "minutes").sort_by("sequence"))
    counted = pl.map_batches(["rule", "code", "minutes"], count, return_dtype=pl.List(pl.Int32)).alias("units")
    services = visits.select("rule", "code", counted).explode("code", "units")
    return services.group_by("rule", "code").agg(pl.col("units").cast(pl.Int64).sum()).collect().rows()


def with_datafusion(path, threads):
    context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(threads))
    texts, numbers = (pa.list_(pa.field("item", kind)) for kind in (pa.string(), pa.int32()))
    kinds = [pa.string(), texts, numbers]
    context.register_udf(datafusion.udf(split, kinds, numbers, "immutable", name="therapy_units"))
    context.register_parquet("lines", path)
    rows = context.sql(
        """
        WITH visits AS (
            SELECT arrow_cast(rule, 'Utf8') AS rule, array_agg(arrow_cast(code, 'Utf8') ORDER BY sequence) AS codes,
                array_agg(minutes ORDER BY sequence) AS minutes
            FROM lines GROUP BY visit, rule
        ), services AS (
            SELECT rule, unnest(codes) AS code, unnest(therapy_units(rule, codes, minutes)) AS units FROM visits
        )
        SELECT rule, code, sum(units) AS units FROM services GROUP BY rule, code
        """
    )
    return [(row["rule"], row["code"], row["units"]) for batch in rows.collect() for row in batch.to_pylist()]


ENGINES = {"duckdb": with_duckdb, "polars": with_polars, "datafusion": with_datafusion}


def totals(engine, path, threads):
    answer = {}
    for rule, code, number in ENGINES[engine](path, threads):
        answer.setdefault(rule, {})[code] = number
    return answer
