"""Feeds many lines to a program, a tenth of them broken in ten ways, and checks every answer in its place.

    python3 tests/conformance/load.py FOLDER COUNT [PROGRAM...]
    python3 tests/conformance/load.py --lines PROGRAM COUNT

FOLDER has the programs (`target/release/examples`), COUNT is the number of lines. The lines are made of the
cases of `tests/data` with other minutes, units and ids, the same ones in every run; `--lines` writes them. For
each program:

- every line has one answer, in order; a broken line has an error that names its line and the others have none;
- memory does not grow with the number of lines;
- `--threads 2` writes the same bytes;
- a program that is killed in the middle and resumed with `--from` gives the answers it would have given.

Lines and answers go through pipes and are not stored: runs are compared by a hash of their answers.
"""

import hashlib
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys

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


def write_lines(suite, count):
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # ends with the program that reads
    numbers, seeds = random.Random(1), documents(suite)
    with open(sys.stdout.fileno(), "w", encoding="utf-8", buffering=1 << 16) as out:
        for number in range(1, count + 1):
            text = seeds[number % len(seeds)].replace('"@"', f'"l-{number}"')
            while "@@" in text:
                text = text.replace("@@", str(numbers.randrange(60)), 1)
            if is_broken(number):
                text = BROKEN[number // 10 % len(BROKEN)](text, number)
            out.write(text + "\n")


def check_answer(line, number):
    is_error = b'"error":{"kind":' in line
    assert is_error == is_broken(number), f"line {number}: {line}"
    is_own = json.loads(line)["line"] == number if is_error else b'"id":"l-%d"' % number in line
    assert is_own, f"line {number}: {line}"


def most_memory(pid):
    """The most memory of a running process so far in MiB. The usage that `wait4` returns has this script's as well."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        lines = [line for line in status if line.startswith("VmHWM:")]
    return int(lines[0].split()[1]) / 1024 if lines else 0


def run(folder, name, count, *options, first=1, kill_at=None, digest=None):
    """Feeds `count` lines and checks the answers from the `first` on as they come; kills the program at an answer.

    Returns the number of the last whole answer, the totals behind the last line, the seconds of processor time and
    the most memory in MiB. The digest takes up the answers, without the totals.
    """
    made = subprocess.Popen([sys.executable, __file__, "--lines", name, str(count)], stdout=subprocess.PIPE)
    child = subprocess.Popen([os.path.join(folder, name), "--from", str(first), *options],
                             stdin=made.stdout, stdout=subprocess.PIPE, bufsize=1 << 16)
    made.stdout.close()
    number, totals, memory = first - 1, None, 0
    for line in child.stdout:
        if not line.endswith(b"\n"):
            break  # cut off
        if number == count:
            assert name == "audit_claims" and not totals and line.startswith(b'{"totals"'), f"behind the last: {line}"
            totals = line
            continue
        number += 1
        check_answer(line, number)
        if digest:
            digest.update(line)
        if number % 1000 == 1:
            memory = max(memory, most_memory(child.pid))
        if number == kill_at:
            child.kill()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    made.wait()
    assert child.returncode == (-signal.SIGKILL if kill_at else 1), f"{name} ended with {child.returncode}"
    if not kill_at:
        assert number == count, f"{number} answers to {count} lines"
        assert bool(totals) == (name == "audit_claims"), "totals behind the last line"
    return number, totals, usage.ru_utime + usage.ru_stime, memory


def main(folder, count, names):
    for name in names:
        few = max(count // 100, 10_000)
        *_, small = run(folder, name, few)
        one, two, halves = (hashlib.sha256() for _ in range(3))
        _, totals, seconds, memory = run(folder, name, count, digest=one)
        assert memory < small + 8, f"{memory:.1f} MiB, and {small:.1f} MiB for {few} lines"
        _, totals_of_two, *_ = run(folder, name, count, "--threads", "2", digest=two)
        assert (two.digest(), totals_of_two) == (one.digest(), totals), "two threads write other bytes"
        answered, *_ = run(folder, name, count, kill_at=count // 2, digest=halves)
        assert answered < count, "the program ended before it was killed"
        # the totals of an audit count from the line of the resumption
        run(folder, name, count, first=answered + 1, digest=halves)
        assert halves.digest() == one.digest(), "a resumed run writes other bytes"
        broken = sum(map(is_broken, range(1, count + 1)))
        print(f"{name}: {count} lines, {broken} broken, {seconds:.1f} s of processor time ({count / seconds:.0f} lines a second), "
              f"{memory:.1f} MiB ({small:.1f} MiB for {few}); 2 threads: the same bytes; "
              f"killed after {answered} answers and resumed", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--lines":
        write_lines(PROGRAMS[sys.argv[2]], int(sys.argv[3]))
    else:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        main(sys.argv[1], int(sys.argv[2]), sys.argv[3:] or list(PROGRAMS))
