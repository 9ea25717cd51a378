"""Feeds many lines to a program, a tenth of them broken in ten ways, and checks every answer in its place.

    python3 tests/conformance/load.py FOLDER COUNT [PROGRAM...]

FOLDER has the programs (`target/release/examples`), COUNT is the number of lines. The lines are made of the
cases of `tests/data` with other minutes, units and ids, the same ones in every run. For each program:

- every line has one answer, in order; a broken line has an error that names its line and the others have none;
- memory does not grow with the file;
- `--threads 2` writes the same bytes;
- a program that is killed in the middle and resumed with `--from` gives the answers it would have given.

The files are made in a temporary folder and deleted; ten million lines and their answers take up to 30 GB.
"""

import hashlib
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
PROGRAMS = {  # the program: its cases
    "bill": "units", "audit_claims": "audit", "check_claim": "claims", "check_note": "documentation",
    "estimate": "payment", "read_codes": "cells",
}
BROKEN = [
    lambda text, n: text[:len(text) // 2],  # cut off
    lambda text, n: "oops",
    lambda text, n: text[:-1] + ', "not_a_key": 1}',
    lambda text, n: "{}",
    lambda text, n: str(n),
    lambda text, n: f'["{n}"]',
    lambda text, n: text + " {}",  # two documents
    lambda text, n: "[" * 500 + "]" * 500,
    lambda text, n: '{"id": "\\x"}',
    lambda text, n: '{"id": {"a": 1}}',
]


def documents(suite):
    """The documents of the cases that have an answer, as text with a place for the id."""
    found = []
    with open(os.path.join(DATA, suite + ".ndjson"), encoding="utf-8") as cases:
        for line in cases:
            case = json.loads(line)
            if suite == "documentation":
                document = {key: case[key] for key in ("profile", "episode", "note", "claim")}
                is_error = "error" in case["expect"]
            else:
                document, is_error = case.get("input"), "expect_error" in case
            if not is_error:
                text = json.dumps({**document, "id": "@"}, ensure_ascii=False)
                found.append(text if suite == "documentation" else vary(text))
    return found


def vary(text):
    """A text whose minutes differ from line to line, where each service states plain minutes."""
    is_plain = '"services"' in text and not re.search("split|billed|partial_unit|timing|_block", text)
    return re.sub(r'("minutes": )\d+', r"\1@@", text) if is_plain else text


def is_broken(number):
    return number % 10 == 3


def write_lines(path, suite, count):
    numbers, seeds = random.Random(1), documents(suite)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(1, count + 1):
            text = seeds[number % len(seeds)].replace('"@"', f'"l-{number}"')
            while "@@" in text:
                text = text.replace("@@", str(numbers.randrange(60)), 1)
            if is_broken(number):
                text = BROKEN[number // 10 % len(BROKEN)](text, number)
            file.write(text + "\n")


def check_answers(path, count, name):
    number = 0
    with open(path, encoding="utf-8") as answers:
        for line in answers:
            number += 1
            if number > count:
                assert name == "audit_claims" and number == count + 1 and line.startswith('{"totals"'), line
                continue
            is_error = '"error":{"kind":' in line
            assert is_error == is_broken(number), f"line {number}: {line}"
            if is_error:
                assert json.loads(line)["line"] == number, f"line {number}: {line}"
            else:
                assert f'"id":"l-{number}"' in line, f"line {number}: {line}"
    assert number == count + (name == "audit_claims"), f"{number} answers to {count} lines"


def digest(file):
    return hashlib.file_digest(file, "sha256").hexdigest()


def most_memory(pid):
    """The most memory of a running process so far in MiB. The usage that `wait4` returns has this script's as well."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        lines = [line for line in status if line.startswith("VmHWM:")]
    return int(lines[0].split()[1]) / 1024 if lines else 0


def run(command, out):
    """Runs to the end; the seconds and the most memory in MiB."""
    began, memory = time.monotonic(), 0
    with open(out, "wb") as file:
        child = subprocess.Popen(command, stdout=file)
        while child.poll() is None:
            memory = max(memory, most_memory(child.pid))
            time.sleep(0.002)
    assert child.returncode == 1, f"{command} ended with {child.returncode}"
    return time.monotonic() - began, memory


def kill_and_resume(program, lines, whole):
    """Kills the program in the middle, counts its whole answers, and resumes behind them."""
    answered, half = 0, os.path.getsize(whole) // 2
    with open(whole, "rb") as expected:
        child = subprocess.Popen([program, lines], stdout=subprocess.PIPE)
        for line in child.stdout:
            if not line.endswith(b"\n"):
                break  # cut off
            answered += 1
            assert line == expected.readline(), f"line {answered}"
            if expected.tell() > half:
                child.kill()
        child.wait()
        child = subprocess.Popen([program, lines, "--from", str(answered + 1)], stdout=subprocess.PIPE)
        for number, line in enumerate(child.stdout, answered + 1):
            # the totals of an audit count from the line of the resumption
            assert line == expected.readline() or line.startswith(b'{"totals"'), f"line {number}"
        assert child.wait() == 1 and not expected.readline(), "the resumed run ends early"
    return answered


def main(folder, count, names):
    for name in names:
        suite = PROGRAMS[name]
        program = os.path.join(folder, name)
        with tempfile.TemporaryDirectory() as place:
            lines, out, few = (os.path.join(place, file) for file in ("lines", "out", "few"))
            write_lines(few, suite, max(count // 100, 1000))
            _, small = run([program, few], os.devnull)
            write_lines(lines, suite, count)
            seconds, memory = run([program, lines], out)
            check_answers(out, count, name)
            assert memory < small + 8, f"{memory:.0f} MiB, and {small:.0f} MiB for a hundredth of the lines"
            with open(out, "rb") as one:
                expected = digest(one)
            child = subprocess.Popen([program, lines, "--threads", "2"], stdout=subprocess.PIPE)
            assert digest(child.stdout) == expected, "two threads write other bytes"
            assert child.wait() == 1
            answered = kill_and_resume(program, lines, out)
        broken = sum(map(is_broken, range(1, count + 1)))
        print(f"{name}: {count} lines, {broken} broken, {seconds:.1f} s, {memory:.1f} MiB "
              f"({small:.1f} MiB for {max(count // 100, 1000)}); 2 threads: the same bytes; killed after {answered} answers and resumed",
              flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:] or list(PROGRAMS))
