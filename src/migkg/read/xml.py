"""Parses XML that comes from outside: no network, no entities, no trees without bounds."""

from typing import Any

from lxml import etree

from migkg.errors import UnreadableFileError


def parse(data: bytes, path: str) -> etree._Element:
    """Return the root element; raises ``UnreadableFileError`` for what is not safe XML."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise UnreadableFileError(path, f"is not well-formed XML: {reason}") from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableFileError(path, "declares entities, which are refused; expand them first")
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    """Return all text inside an element, as it stands."""
    return "".join(str(text) for text in element.itertext())
