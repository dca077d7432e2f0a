"""The files of deploy/: what they name is there, what they run works."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from argparse import ArgumentParser
from pathlib import Path

import pytest
from tests.serve.conftest import Server, make_store

from migkg.cli import serve

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))
CONTAINER = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")


def instructions(name: str) -> list[str]:
    return [rest for word, _, rest in (line.partition(" ") for line in CONTAINER.splitlines())
            if word == name]  # fmt: skip


def parser() -> ArgumentParser:
    found = ArgumentParser()
    serve.configure(found)
    return found


def test_readme_names_every_file() -> None:
    text = (DEPLOY / "README.md").read_text()

    for path in DEPLOY.iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in text


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_options_of_the_server_exist(path: Path) -> None:
    known = set(parser().format_help().replace(",", " ").split())
    foreign = {"--from", "--interval", "--timeout", "--start-period", "--retries", "--rm", "--now",
               "--read-only", "--cap-drop", "--no-cache-dir"}  # fmt: skip
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", path.read_text())) - foreign

    assert named <= known


@pytest.mark.parametrize("name", UNITS)
def test_unit_is_sound(name: str, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze here")
    unit = tmp_path / name
    # The program is not installed here; any other stands for it.
    unit.write_text((DEPLOY / name).read_text().replace("/opt/migkg/bin/migkg", "/bin/true"))
    checked = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True)

    assert checked.returncode == 0, checked.stderr
    assert name not in checked.stderr


def test_unit_starts_the_server_with_options_it_takes() -> None:
    (line,) = re.findall(r"^ExecStart=(.*)$", (DEPLOY / "migkg.service").read_text(), re.MULTILINE)
    words = shlex.split(line.replace("$MIGKG_OPTIONS", "--trusted-proxies 127.0.0.1 --workers 16"))

    assert words[1] == "serve"
    assert parser().parse_args(words[2:]).port == 8000


def test_image_copies_what_there_is_and_all_that_a_wheel_needs() -> None:
    copied = set()
    for words in map(str.split, instructions("COPY")):
        if not words[0].startswith("--from="):
            copied |= set(words[:-1])
    for name in copied:
        assert (ROOT / name).exists(), name
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["force-include"], "src", "pyproject.toml", project["project"]["readme"]}
    assert needed | set(project["project"]["license-files"]) <= copied


def test_image_runs_the_server_and_nobody_in_it_is_root() -> None:
    words = json.loads(instructions("ENTRYPOINT")[0]) + json.loads(instructions("CMD")[-1])
    found = parser().parse_args(words[2:])

    assert words[:2] == ["migkg", "serve"]
    assert (found.host, str(found.port)) == ("0.0.0.0", instructions("EXPOSE")[0])
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", instructions("USER")[-1])
    assert instructions("STOPSIGNAL") == ["SIGTERM"]
    python = re.search(r"python:(3)\.(\d+)-slim", instructions("FROM")[-1])
    assert python
    assert (int(python[1]), int(python[2])) >= (3, 11)


def health_check(port: int) -> int:
    (line,) = instructions("HEALTHCHECK")
    words = json.loads(line[line.index("[") :])
    code = words[2].replace(":8000/", f":{port}/")
    return subprocess.run([sys.executable, *words[1:2], code], capture_output=True).returncode


def test_health_check_tells_well_from_unwell(server: Server, unused_tcp_port: int) -> None:
    assert health_check(int(server.address.rstrip("/").rpartition(":")[2])) == 0
    assert health_check(unused_tcp_port) != 0


@pytest.fixture
def unused_tcp_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_metrics_that_alarms_name_exist(server: Server) -> None:
    named = set(re.findall(r"\b(?:migkg|process)_[a-z_]+", (DEPLOY / "prometheus.yml").read_text()))
    told = server.client.get("/metrics").text

    assert named
    for name in named - {"migkg_http_request_seconds_bucket"}:
        assert f"# TYPE {name} " in told


def test_configuration_of_nginx_is_whole() -> None:
    text = re.sub(r"#.*", "", (DEPLOY / "nginx.conf").read_text())

    assert text.count("{") == text.count("}")
    told = {line.strip() for line in text.replace("{ ", "{\n").splitlines() if line.strip()}
    assert told
    for line in told:
        assert line.endswith((";", "{", "}")), line
    assert "X-Forwarded-Prefix /migration;" in text
    assert "proxy_pass http://migkg/;" in text


def test_server_needs_to_write_nowhere(tmp_path: Path) -> None:
    """As in an image whose root is read-only."""
    folder = make_store(tmp_path / "store")
    powerless = []
    if os.getuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root writes everywhere")
        powerless = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: path.stat().st_mtime_ns for path in paths}
    code = (
        "import sys; from pathlib import Path; from tests.serve.conftest import serving\n"
        "folder = Path(sys.argv[1])\n"
        "try: (folder / 'x').write_text('')\n"
        "except OSError: print('read-only')\n"
        "with serving(folder, '--workers', '1') as running:\n"
        "    print(running.query('ASK {}').text, running.client.get('/ready').text)"
    )
    ran = subprocess.run(
        [*powerless, sys.executable, "-B", "-c", code, str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    after = {path: path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]}
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)

    assert ran.stdout.startswith("read-only"), ran.stderr
    assert "true" in ran.stdout, ran.stderr
    assert '"ready"' in ran.stdout
    assert after == before
