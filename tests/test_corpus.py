"""A corpus: files, folders, and what the manifest says."""

import csv
import hashlib
import itertools
import zipfile
from pathlib import Path

import pytest

from migkg import resources
from migkg.corpus import COLUMNS, corpus_files, read_corpus, read_manifest
from migkg.errors import MigkgError, MissingFileError, UnreadableFileError

SHIPPED = resources.folder("corpus")


def write(folder: Path, **files: str | bytes) -> None:
    """Write files; in their names two underscores are a slash, one is a full stop."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def manifest(folder: Path, *rows: dict[str, str]) -> None:
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def refusal(*paths: Path) -> str:
    with pytest.raises(MigkgError) as raised:
        read_corpus(paths)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_the_shipped_corpus_is_what_its_manifest_says() -> None:
    files = read_corpus()

    assert [file.path for file in files] == sorted(read_manifest(SHIPPED / "manifest.csv"))
    assert {file.path for file in files} == {
        f"documents/{path.name}" for path in (SHIPPED / "documents").iterdir()
    }
    assert {file.symbol: file.date for file in files if file.symbol} == {
        "A/61/515": "2006-10-13",
        "A/65/944": "",
        "A/67/254": "2012-08-03",
    }
    for file in files:
        data = (SHIPPED / file.path).read_bytes()
        assert file.text == data.decode("utf-8")
        assert file.sha256 == hashlib.sha256(data).hexdigest()
        assert file.title
        assert file.kind


def test_the_folder_of_documents_is_described_by_the_manifest_above() -> None:
    whole = read_corpus()

    assert read_corpus([SHIPPED / "documents"]) == whole
    assert read_corpus([SHIPPED / file.path for file in whole]) == whole


def test_files_without_manifest(tmp_path: Path) -> None:
    write(
        tmp_path, b_txt="two", a_html="<p>one</p>", sub__c_TXT="three", notes_md="no", _hid_txt="x"
    )

    files = read_corpus([tmp_path])

    assert [(file.path, file.format, file.text) for file in files] == [
        ("a.html", "html", "one"),
        ("b.txt", "plain", "two"),
        ("sub/c.TXT", "plain", "three"),
    ]
    assert {file.title + file.symbol + file.date + file.language for file in files} == {""}


def test_order_and_repetition_of_paths_do_not_count(tmp_path: Path) -> None:
    write(tmp_path, a__x_txt="1", a__y_txt="2", b__z_txt="3")
    paths = [tmp_path / "a", tmp_path / "a" / "x.txt", tmp_path / "b"]
    expected = read_corpus(paths)

    assert [file.path for file in expected] == ["x.txt", "y.txt", "z.txt"]
    for order in itertools.permutations(paths):
        assert read_corpus(order) == expected


def test_files_of_one_name_in_two_folders_have_two_paths(tmp_path: Path) -> None:
    write(tmp_path, a__x_txt="1", b__x_txt="2", b__x_html="<p>3</p>")

    files = read_corpus([tmp_path / "b", tmp_path / "a"])

    assert [(file.path, file.text) for file in files] == [
        ("a/x.txt", "1"),
        ("b/x.html", "3"),
        ("b/x.txt", "2"),
    ]


def test_relative_paths_mean_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a__x_txt="1")
    monkeypatch.chdir(tmp_path / "a")

    assert read_corpus([Path()]) == read_corpus([tmp_path / "a"]) == read_corpus([Path("../a")])


def test_line_ends_stay_and_the_byte_order_mark_goes(tmp_path: Path) -> None:
    write(tmp_path, a_txt=b"\xef\xbb\xbfone\r\ntwo\r", b_txt="three\n".encode("utf-16"))

    assert [file.text for file in read_corpus([tmp_path])] == ["one\r\ntwo\r", "three\n"]


def test_a_manifest_says_what_is_in_the_corpus(tmp_path: Path) -> None:
    write(tmp_path, a_txt="one", b_txt="two")
    manifest(tmp_path, {"file": "b.txt", "title": "Two", "symbol": "A/1/2", "language": "fr"})

    (file,) = read_corpus([tmp_path])
    assert (file.path, file.title, file.symbol, file.language) == ("b.txt", "Two", "A/1/2", "fr")
    (alone,) = read_corpus([tmp_path / "a.txt"])
    assert (alone.path, alone.title) == ("a.txt", "")


def test_another_file_than_the_manifest_describes_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a_txt="one")
    manifest(tmp_path, {"file": "a.txt", "sha256": hashlib.sha256(b"two").hexdigest()})

    assert refusal(tmp_path) == (
        "a.txt: is not the file that manifest.csv describes (its SHA-256 is "
        f"{hashlib.sha256(b'one').hexdigest()}); a new retrieval needs a new row"
    )


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"file": "../a.txt"}, "is no path inside the folder"),
        ({"file": "/etc/passwd"}, "is no path inside the folder"),
        ({"file": ""}, "is no path inside the folder"),
        ({"file": "a.txt", "date": "3 August 2012"}, "is no date as 2012-08-03"),
        ({"file": "a.txt", "sha256": "123"}, "is not 64 lower-case hexadecimal digits"),
    ],
)
def test_faults_of_a_manifest_name_their_line(
    tmp_path: Path, row: dict[str, str], fault: str
) -> None:
    write(tmp_path, a_txt="one")
    manifest(tmp_path, row)

    said = refusal(tmp_path)
    assert "manifest.csv: line 2: " in said
    assert fault in said


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("file,titel\na.txt,x\n", "unknown columns titel"),
        ("title\nx\n", "no column 'file'"),
        ("file,title\na.txt\n", "line 2: expected 2 fields"),
        ("file,title\na.txt,x,y\n", "line 2: expected 2 fields"),
        ("file\na.txt\na.txt\n", "line 3: 'a.txt' is listed twice"),
        ('file\n"a.txt\n', "unexpected end of data"),
        ("file\n", "lists no document"),
        (b"\xff\xfe\xfa", "UTF-16"),
        ("", "no column 'file'"),
    ],
)
def test_malformed_manifests_are_refused(tmp_path: Path, lines: str | bytes, fault: str) -> None:
    write(tmp_path, a_txt="one", manifest_csv=lines)

    assert fault in refusal(tmp_path)


def test_what_is_not_there(tmp_path: Path) -> None:
    manifest(tmp_path, {"file": "gone.txt"})

    with pytest.raises(MissingFileError, match=r"^gone\.txt: no such file"):
        read_corpus([tmp_path])
    with pytest.raises(MissingFileError):
        read_corpus([tmp_path / "gone"])


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a_txt", b"", "is empty"),
        ("a_txt", b" \r\n\xef\xbb\xbf", "holds no text"),
        ("a_txt", b"\xef\xbb\xbf", "holds no text"),
        ("a_txt", b"one \xe9t\xe9", "is not UTF-8"),
        ("a_txt", b"\x00\x01\x02\x03", "binary"),
        ("a_html", b"<p> </p>", "holds no text"),
        ("a_docx", b"one", "no .docx file"),
        ("a_xml", b"<a/>", "not Akoma Ntoso"),
        ("a_doc", b"one", "save it as .docx"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, fault: str) -> None:
    write(tmp_path, **{name: content})

    said = refusal(tmp_path)
    assert fault in said
    assert "a." in said


def test_unknown_formats(tmp_path: Path) -> None:
    write(tmp_path, a_jpg=b"one")

    assert "has no known format (.jpg); readable are .txt" in refusal(tmp_path / "a.jpg")
    assert "holds no document" in refusal(tmp_path)


def test_the_first_fault_by_path_is_told(tmp_path: Path) -> None:
    write(tmp_path, c_txt=b"\xff", b_txt=b"", a_txt="fine")

    assert refusal(tmp_path / "c.txt", tmp_path / "b.txt", tmp_path / "a.txt").startswith("b.txt")


def test_formats_of_all_kinds_in_one_folder(tmp_path: Path) -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(tmp_path / "w.docx", "w") as archive:
        body = "<w:body><w:p><w:r><w:t>word</w:t></w:r></w:p></w:body>"
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{namespace}">{body}</w:document>'
        )
    write(tmp_path, x_xml="<akomaNtoso><p>akn</p></akomaNtoso>", p_txt="plain")

    assert {file.format: file.text for file in read_corpus([tmp_path])} == {
        "docx": "word",
        "akn": "akn",
        "plain": "plain",
    }


def test_files_are_listed_without_being_read(tmp_path: Path) -> None:
    write(tmp_path, a_txt=b"\xff\x00")

    assert [file.path for file in corpus_files([tmp_path])] == ["a.txt"]
    with pytest.raises(UnreadableFileError):
        read_corpus([tmp_path])
