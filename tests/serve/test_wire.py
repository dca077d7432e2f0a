"""What goes between front and reader: frames however they are cut, and rows counted in them."""

import json
import socket
from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.serve import frames
from migkg.serve.rows import Rows

KINDS = st.sampled_from([frames.HEAD, frames.DATA, frames.END, frames.FAIL])
FRAMES = st.lists(st.tuples(KINDS, st.binary(max_size=50)), max_size=8)
NASTY = st.text(
    st.sampled_from("a\"\\\n\r\t,{}[]<>&:;' é\U0001f30d"), max_size=12
) | st.sampled_from(['}},{"', "<result>", '"\n"', "\n", "</result><result>", '\\"}},{"'])
MEDIA = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


def cut(data: bytes, places: list[int]) -> list[bytes]:
    at = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[begin:end] for begin, end in pairwise(at)]


PLACES = st.lists(st.integers(0, 10_000), max_size=12)


@given(FRAMES, PLACES)
def test_frames_come_out_as_they_went_in(
    sent: list[tuple[bytes, bytes]], places: list[int]
) -> None:
    splitter = frames.Splitter()
    data = b"".join(frames.pack(*frame) for frame in sent)

    assert [frame for part in cut(data, places) for frame in splitter.feed(part)] == sent


@pytest.mark.parametrize("size", [0, 1, 65_531, 65_532, 1_000_000])
def test_frame_of_any_size_is_received(size: int) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
        ours.settimeout(5)
        theirs.settimeout(5)
        sent = frames.pack(frames.JOB, b"x" * size)
        done = 0
        while done < len(sent) and done < 200_000:
            done += ours.send(sent[done : done + 50_000])
        if done == len(sent):
            assert frames.receive(theirs) == (frames.JOB, b"x" * size)
        else:
            ours.close()
            assert frames.receive(theirs) is None  # the other side left in the middle


@given(st.lists(st.tuples(NASTY, NASTY), max_size=20), PLACES, st.sampled_from(sorted(MEDIA)))
def test_rows_are_counted_whatever_they_hold(
    rows: list[tuple[str, str]], places: list[int], media: str
) -> None:
    values = " ".join(f"({ox.Literal(one)} {ox.Literal(two)})" for one, two in rows)
    found = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    written = found.serialize(format=MEDIA[media])
    assert written is not None
    counter = Rows(media)
    counts = [counter.count(part) for part in cut(written, places)]

    # A JSON row has no mark before the first: one too many where there is none at all.
    wanted = len(rows) or (1 if "json" in media else 0)
    assert counts[-1] == wanted
    assert counts == sorted(counts)


def test_other_formats_hold_no_rows() -> None:
    assert Rows("text/turtle").count(b"\n\n\n") == 0
    assert Rows("text/html").count(json.dumps({"a": "\n"}).encode()) == 0
