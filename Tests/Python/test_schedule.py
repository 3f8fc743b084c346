"""Schedules read from files and streams: what is given out, and what is refused where."""

from __future__ import annotations

import io
import tempfile
import unittest
from pathlib import Path

from adjsched import Backward, Discard, Forward, Level, Read, ReadTape, Schedule, ScheduleError, Tape, Write
from support import HEADER, lines

OPERATIONS = "write 0 0, forward 0 1, backward 1, read 0 0, discard 0 0, backward 0"
REFUSED = [
    (1, "write 0 0, forward 0 1, backward 1", "ends after operation 3, before backward step 0; give the whole schedule"),
    (1, "write 0 0, forward 0 1, backward 0", "operation 3 (backward 0) is not the backward step due, 1"),
    (1, "write 0 0, backward 1", "operation 2 (backward 1) finds state 0 at hand"),
    (1, "forward 0 1, backward 1, read 0 0", "operation 3 (read 0 0) asks for a state that is not stored there"),
    (1, "write 0 0, discard 1 0", "operation 2 (discard 1 0) asks for a state that is not stored there"),
    (1, "write 2 0", "operation 1 (write 2 0) names a level that the schedule does not have"),
    (1, "write -1 0", "operation 1 (write -1 0) names a level that the schedule does not have"),
    (1, "write 0 1", "operation 1 (write 0 1) finds state 0 at hand, or that state stored already"),
    (1, "write 0 0, write 0 0", "operation 2 (write 0 0) finds state 0 at hand, or that state stored already"),
    (2, "write 1 0, forward 0 1, write 1 1", "operation 3 (write 1 1) finds all 1 slots of the level taken"),
    (1, "forward 0 2", "operation 1 (forward 0 2) does not go on from the state at hand, state 0"),
    (1, "forward 0 1, backward 1, forward 1 1", "operation 3 (forward 1 1) does not go on from the state at hand, no state"),
    (1, "keep 0 0", "operation 1 (keep 0 0) is not an operation that is known here"),
    (1, "tape 0 0", "operation 1 (tape 0 0) is of chains with tapes, which state tapeSize or adjointCost"),
]
TEXTS = [
    ("", "is not JSON; give a schedule of the format json or jsonl, not text"),
    ("# adjsched-schedule/1\nwrite 0 0\n", "is not JSON; give a schedule of the format json or jsonl, not text"),
    ('{"chain":', "is not JSON from line 1 on"),
    (HEADER % 1 + '\n{"op":"write","level":0,"st', "is not JSON from line 2 on"),
    ("{}", "states no chain and levels; make it with adjsched ... --format jsonl"),
    ('{"chain":{"length":"x"},"levels":[]}', "states no chain and levels"),
    ('{"chain":{"length":1},"levels":[{}]}', "states no chain and levels"),
    ('{"join":{}}', "is the schedule of a join; only chains are run here"),
    ('{"chain":{"length":0},"levels":[],"operations":7}', "operations is no array"),
    (HEADER % 1 + "\n[]", "operation 1 ([]) is not an operation that is known here"),
    (HEADER % 1 + '\n{"op":"forward","from":0,"to":1.0}', "operation 1 (forward 0 1.0) is not an operation"),
    (HEADER % 1 + '\n{"op":"forward","from":0,"to":1,"by":1}', "operation 1 (forward 0 1 1) is not an operation"),
]


class ScheduleTests(unittest.TestCase):
    def test_operations_of_lines(self) -> None:
        schedule = Schedule(io.StringIO(lines(1, OPERATIONS) + '\n{"statistics":{"operations":6}}\n'))
        self.assertEqual(schedule.length, 1)
        self.assertEqual(schedule.levels, [Level("memory", 2), Level("level 1", 1)])
        self.assertIsNone(schedule.statistics)
        self.assertEqual(
            list(schedule), [Write(0, 0), Forward(0, 1), Backward(1), Read(0, 0), Discard(0, 0), Backward(0)])
        self.assertEqual(schedule.statistics, {"operations": 6})

    def test_operations_of_a_document(self) -> None:
        header, *operations = lines(1, OPERATIONS).splitlines()
        text = header[:-1] + ',\n"makespan":3,"optimal":true,"operations":[' + ",\n".join(operations)
        schedule = Schedule(io.StringIO(text + '],"statistics":{"operations":6}}'))
        self.assertEqual((schedule.planner, schedule.makespan, schedule.optimal), (None, 3, True))
        self.assertEqual(len(list(schedule)), 6)
        self.assertEqual(schedule.statistics, {"operations": 6})

    def test_tapes(self) -> None:
        text = (
            '{"chain":{"length":2,"stateSize":1,"tapeSize":2,"adjointCost":1},"levels":[{"capacity":9}]}\n'
            '{"op":"tape","level":0,"step":0}\n{"op":"read","level":0,"step":1,"tape":0}\n'
            '{"op":"tape","level":0,"step":1}\n{"op":"backward","step":1}\n{"op":"backward","step":0}\n'
        )
        schedule = Schedule(io.StringIO(text))
        self.assertTrue(schedule.has_tapes)
        self.assertEqual(schedule.levels, [Level("level 0", None)])
        self.assertEqual(list(schedule), [Tape(0, 0), ReadTape(0, 0), Tape(0, 1), Backward(1), Backward(0)])
        with self.assertRaisesRegex(ScheduleError, r"operation 1 \(read 0 1 0\) asks for a tape that is not stored there"):
            list(Schedule(io.StringIO("\n".join(text.splitlines()[:1] + text.splitlines()[2:]))))

    def test_a_file_is_read_as_often_as_asked(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "schedule.jsonl"
            path.write_text(lines(1, OPERATIONS))
            schedule = Schedule(path)
            self.assertEqual(list(schedule), list(schedule))

    def test_a_stream_is_read_once(self) -> None:
        schedule = Schedule(io.StringIO(lines(1, OPERATIONS)))
        list(schedule)
        with self.assertRaisesRegex(ScheduleError, "was read already; open it again, or keep its operations in a list"):
            list(schedule)

    def test_lines_are_read_as_they_are_asked_for(self) -> None:
        stream = io.StringIO(lines(1, OPERATIONS))
        operations = iter(Schedule(stream))
        next(operations)
        self.assertEqual(next(stream), '{"op":"forward","from":0,"to":1}\n')

    def test_broken_rules_name_the_operation(self) -> None:
        for length, operations, reason in REFUSED:
            with self.subTest(operations), self.assertRaises(ScheduleError) as caught:
                list(Schedule(io.StringIO(lines(length, operations))))
            self.assertIn(reason, str(caught.exception))

    def test_other_texts_are_refused(self) -> None:
        for text, reason in TEXTS:
            with self.subTest(text), self.assertRaises(ScheduleError) as caught:
                list(Schedule(io.StringIO(text)))
            self.assertIn(reason, str(caught.exception))

    def test_files_that_cannot_be_read(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaisesRegex(ScheduleError, "missing.jsonl: cannot be read: No such file or directory"):
                Schedule(Path(folder) / "missing.jsonl")
            with self.assertRaisesRegex(ScheduleError, "cannot be read: Is a directory"):
                Schedule(folder)
            (Path(folder) / "bytes").write_bytes(b"\xff\xfe")
            with self.assertRaisesRegex(ScheduleError, "bytes: is not UTF-8 text"):
                Schedule(Path(folder) / "bytes")


if __name__ == "__main__":
    unittest.main()
