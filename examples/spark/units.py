"""Counts units over Arrow columns with the library's C function. Nothing is copied but offsets and integer types."""

import ctypes
import os
import pathlib

import pyarrow as pa
import pyarrow.compute as pc

RULES = ["medicare", "cpt", "colorado-workers-compensation", "whole-blocks"]
FAULTS = {1: "a buffer is missing", 2: "a rule is unknown", 3: "the offsets do not fit the minutes"}
NAME = "libtherapy_units.so"


def library(path=None):
    """Loads the shared library: from a path, from THERAPY_UNITS, or from the files of a Spark job."""
    path = path or os.environ.get("THERAPY_UNITS")
    if path is None:
        from pyspark import SparkFiles

        path = SparkFiles.get(NAME)
    split = ctypes.CDLL(str(path)).therapy_units_split
    address, size = ctypes.c_void_p, ctypes.c_size_t
    split.argtypes = [address, address, size, address, address, size]
    split.restype = ctypes.c_int32
    return split


def address(column):
    """The address of the first value of a column of numbers without nulls."""
    values = column.buffers()[1]
    return None if values is None else values.address + column.offset * column.type.bit_width // 8


def split(function, rules, minutes):
    """Returns the units of each service: rules as text, minutes as lists in order of delivery, without nulls.

    Minutes that are negative or above 65,535, nulls and unknown rules are refused.
    """
    if isinstance(rules, pa.ChunkedArray):
        rules = rules.combine_chunks()
    if isinstance(minutes, pa.ChunkedArray):
        minutes = minutes.combine_chunks()
    services = minutes.values.cast(pa.uint16())
    numbers = pc.index_in(rules, value_set=pa.array(RULES, rules.type))
    if rules.null_count or minutes.null_count or services.null_count:
        raise ValueError("expected columns without nulls, found nulls")
    if numbers.null_count:
        raise ValueError(f"expected rules among {RULES}, found others")
    numbers = numbers.cast(pa.uint8())
    offsets = minutes.offsets.cast(pa.int64())
    units = pa.py_buffer(bytearray(2 * len(services)))
    fault = function(
        address(numbers), address(offsets), len(minutes), address(services), units.address, len(services)
    )
    if fault:
        raise ValueError(FAULTS[fault])
    counted = pa.Array.from_buffers(pa.uint16(), len(services), [None, units]).cast(pa.int32())
    lists = pa.LargeListArray if pa.types.is_large_list(minutes.type) else pa.ListArray
    return lists.from_arrays(minutes.offsets, counted)
