"""One entity for one thing across documents."""

from hypothesis import given, settings
from hypothesis import strategies as st

from migkg.iris import slug
from migkg.link.authority import load_authority
from migkg.link.unify import Unified, unify
from migkg.model import Document, Link, Mention, Ref, SourceFile


def document(name: str, *forms: tuple[str, str]) -> tuple[Document, tuple[Link, ...]]:
    """Return a document with links to unknown things, given by kind and form."""
    source = SourceFile(f"{name}.txt", "", "0" * 64, "plain")
    links = tuple(
        Link(
            Mention(at, at + len(form), form, kind, form, "name", 1),
            Ref(f"id/{kind}/{slug(form)}"),
            0.7,
        )
        for at, (kind, form) in enumerate(forms)
    )
    return Document(name, "Report", 0, 0, source), links


def refs(unified: Unified) -> set[str]:
    return {link.entity for links in unified.links.values() for link in links}


def test_a_person_is_one_under_the_fullest_name() -> None:
    one = document("one", ("person", "Amelia B. Nowhere"), ("person", "Nowhere"))
    other = document("two", ("person", "Amelia NOWHERE"))
    unified = unify([one, other], load_authority())
    assert refs(unified) == {"id/person/amelia-b-nowhere"}
    (entity,) = unified.entities.values()
    assert not entity.reviewed


def test_a_known_person_takes_the_surname() -> None:
    authority = load_authority()
    full = authority.entities[Ref("id/person/peter-sutherland")]
    known, links = document("one", ("person", "Peter Sutherland"))
    assert {link.entity for link in links} == {full.ref}
    other = document("two", ("person", "Sutherland"))
    assert refs(unify([(known, links), other], authority)) == {full.ref}


def test_two_people_of_one_surname_stay_two() -> None:
    found = document("one", ("person", "Amelia Nowhere"), ("person", "Daniel Nowhere"))
    assert len(refs(unify([found], load_authority()))) == 2


_FORMS = st.tuples(
    st.sampled_from(["person", "organization", "event"]),
    st.sampled_from(["Amelia Nowhere", "Nowhere", "A. Nowhere", "Nowhere Council", "NOWHERE"]),
)


@settings(max_examples=60)
@given(st.lists(st.lists(_FORMS, max_size=4), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(parts: list, random: object) -> None:
    documents = [document(f"d{number}", *forms) for number, forms in enumerate(parts)]
    shuffled = list(documents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (unify(found, load_authority()) for found in (documents, shuffled))
    assert one.links == other.links
    assert one.entities == other.entities
    assert refs(one) <= set(one.entities) | set(load_authority().entities)
