"""Schedules as lines of text, and the JSON objects in them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import IO, Any, Protocol

from ._errors import ScheduleError


class Source(Protocol):
    """Where the lines of a schedule come from."""

    name: str

    def lines(self) -> Iterator[str]:
        """Opens the source and gives its lines; closing the iterator closes the source."""


class FileSource:
    """A file, read anew each time."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.name = os.fspath(path)

    def lines(self) -> Iterator[str]:
        try:
            with open(self.name, encoding="utf-8") as file:
                yield from file
        except OSError as error:
            raise ScheduleError(f"{self.name}: cannot be read: {error.strerror}") from error


class StreamSource:
    """An open text file, such as a pipe: it can be read once."""

    def __init__(self, stream: IO[str]) -> None:
        self.name = str(getattr(stream, "name", "the schedule"))
        self._stream: IO[str] | None = stream

    def lines(self) -> Iterator[str]:
        stream, self._stream = self._stream, None
        if stream is None:
            raise ScheduleError(f"{self.name}: was read already; open it again, or keep its operations in a list")
        try:
            with stream:
                yield from stream
        except OSError as error:
            raise ScheduleError(f"{self.name}: cannot be read: {error.strerror}") from error


def records(source: Source) -> Iterator[dict[str, Any]]:
    """The header, then the operations and the statistics, whether they are in one object or on lines of their own."""
    number = 1
    lines = source.lines()
    try:
        first = next((line for line in lines if line.strip()), "")
        if not first.lstrip().startswith("{"):
            raise ScheduleError(f"{source.name}: is not JSON; give a schedule of the format json or jsonl, not text")
        try:
            header = json.loads(first)
        except json.JSONDecodeError:
            header = json.loads(first + "".join(lines))
        operations, statistics = header.pop("operations", []), header.pop("statistics", None)
        if not isinstance(operations, list):
            raise ScheduleError(f"{source.name}: operations is no array; make it with adjsched ... --format json")
        yield header
        yield from operations
        if statistics is not None:
            yield {"statistics": statistics}
        for number, line in enumerate(lines, start=2):
            if line.strip():
                yield json.loads(line)
    except UnicodeDecodeError as error:
        raise ScheduleError(f"{source.name}: is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise ScheduleError(f"{source.name}: is not JSON from line {number} on: {error.msg}; is it complete?") from error
