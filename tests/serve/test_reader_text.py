"""Texts as HTML: no character lost, none that is mark-up, elements nested, whatever the text."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from migkg.serve.reading import body, marks, render
from migkg.serve.reading.passages import Named, Outline, Passage

# Of what mark-up is made, and what counts differently elsewhere: astral signs, marks of direction.
SIGNS = st.text(st.sampled_from("ab. *_<>&\"'/\\^isup\n\t⁵1\U0001f30d\u202e\u0301\r"), max_size=60)


class Elements(HTMLParser):
    """The text of some HTML, and what stands in elements of each name; fails on bad nesting."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.inside: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(str(text))  # a Markup would escape what is joined to it
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"a", "b", "i", "u", "em", "strong", "sup", "sub", "mark", "span", "br"}
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in set(self._open):
            self.inside[tag] = self.inside.get(tag, "") + data


@st.composite
def layered(draw: st.DrawFn) -> tuple[str, list[render.Layer]]:
    text = draw(SIGNS)
    place = st.integers(0, len(text))
    ranks = st.sampled_from([(render.MARKED, "mark"), (render.LINKED, "a"), (render.STYLED, "b")])
    spans = draw(st.lists(st.tuples(place, place, ranks), max_size=6))
    return text, [
        render.element(min(one, other), max(one, other), rank, name)
        for one, other, (rank, name) in spans
        if one != other
    ]


@given(layered())
def test_layers_cover_just_their_characters(made: tuple[str, list[render.Layer]]) -> None:
    text, layers = made
    read = Elements(render.html(text, [*layers, *render.styles(text)]))

    assert read.text == text
    covered = {
        at
        for layer in layers
        if layer.rank == render.MARKED
        for at in range(layer.begin, layer.end)
    }
    assert read.inside.get("mark", "") == "".join(text[at] for at in sorted(covered))


@given(SIGNS, st.data())
def test_passage_keeps_its_characters_and_mentions_their_anchors(
    text: str, data: st.DataObject
) -> None:
    cuts = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=6))))
    named = [
        Named(f"m{begin}", begin, end, "https://w3id.org/migkg/id/state/mex")
        for begin, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    passage = Passage("https://w3id.org/migkg/id/passage/x/1", "x", 1, text, 0, "paragraph")
    writer = body.Writer("../", Outline({}), {}, frozenset(), {})
    read = Elements(writer.text(passage, named))

    assert read.text == text
    assert read.inside.get("a", "") == "".join(text[one.begin : one.end] for one in named)
    assert "".join(Elements(cell).text for cell in writer.cells(passage, [])) == text.replace(
        "\t", ""
    )


@given(SIGNS)
def test_marks_stand_in_the_text(text: str) -> None:
    for span in marks.spans(text):
        assert 0 <= span.begin <= span.end <= len(text)
    for note in marks.notes(text):
        assert text[note.begin : note.end].strip()


@given(st.lists(st.text("ab1 ", max_size=3), min_size=1, max_size=6), st.booleans(), st.booleans())
def test_row_fills_the_width_of_its_table(cells: list[str], header: bool, first: bool) -> None:
    made = body.row(header, [Markup(cell) for cell in cells], 6, first)
    wide = 0
    for piece in str(made).split("<t")[1:]:
        wide += int(piece.split('colspan="')[1].split('"')[0]) if "colspan" in piece else 1

    assert wide == 6
