"""Counts units over Arrow columns with the library's C function."""

import ctypes
import os

import pyarrow as pa
import pyarrow.compute as pc

RULES = ["medicare", "cpt", "colorado-workers-compensation", "whole-blocks"]
FAULTS = {
    1: "a buffer is missing",
    2: "a rule is unknown",
    3: "the columns do not fit together",
    4: "a code is not well-formed or not known, or no session can contain it",
}
NAME = "libtherapy_units.so"
ADDRESS, SIZE = ctypes.c_void_p, ctypes.c_size_t


class Columns(ctypes.Structure):
    _fields_ = [
        ("rules", ADDRESS),
        ("offsets", ADDRESS),
        ("sessions", SIZE),
        ("codes", ADDRESS),
        ("code_count", SIZE),
        ("ids", ADDRESS),
        ("minutes", ADDRESS),
        ("units", ADDRESS),
        ("entries", SIZE),
    ]


def library(path=None):
    """Loads the shared library: from a path, from THERAPY_UNITS, or from the files of a Spark job."""
    path = path or os.environ.get("THERAPY_UNITS")
    if path is None:
        from pyspark import SparkFiles

        path = SparkFiles.get(NAME)
    function = ctypes.CDLL(str(path)).therapy_units_split
    function.argtypes, function.restype = [ctypes.POINTER(Columns)], ctypes.c_int32
    return function


def address(column):
    """The address of the first value of a column of numbers without nulls."""
    values = column.buffers()[1]
    return None if values is None else values.address + column.offset * column.type.bit_width // 8


def whole(column):
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def split(function, rules, codes, minutes):
    """Returns the units of each entry: rules as text, codes and minutes as lists in order of delivery.

    Minutes that are negative or above 65,535, nulls, and unknown rules and codes are refused.
    """
    rules, codes, minutes = whole(rules), whole(codes), whole(minutes)
    entries, offsets = minutes.values.cast(pa.uint16()), minutes.offsets.cast(pa.int64())
    numbers = pc.index_in(rules, value_set=pa.array(RULES, rules.type))
    nulls = [column.null_count for column in (rules, codes, minutes, codes.values, entries)]
    if any(nulls):
        raise ValueError("expected columns without nulls, found nulls")
    if numbers.null_count:
        raise ValueError(f"expected rules among {RULES}, found others")
    if not codes.offsets.cast(pa.int64()).equals(offsets):
        raise ValueError("expected as many codes as minutes in each session")
    table = codes.values.dictionary_encode()
    if not pc.all(pc.equal(pc.binary_length(table.dictionary), 5)).as_py():
        raise ValueError("expected codes of 5 characters, found others")
    names = pa.py_buffer("".join(table.dictionary.to_pylist()).encode())
    numbers, units = numbers.cast(pa.uint8()), pa.py_buffer(bytearray(2 * len(entries)))
    columns = Columns(
        address(numbers), address(offsets), len(minutes), names.address, len(table.dictionary),
        address(table.indices), address(entries), units.address, len(entries),
    )
    fault = function(ctypes.byref(columns))
    if fault:
        raise ValueError(FAULTS[fault])
    counted = pa.Array.from_buffers(pa.uint16(), len(entries), [None, units]).cast(pa.int32())
    lists = pa.LargeListArray if pa.types.is_large_list(minutes.type) else pa.ListArray
    return lists.from_arrays(minutes.offsets, counted)
