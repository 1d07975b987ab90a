"""What an operator copies is true: every path, command and setting in it exists here."""

from __future__ import annotations

import asyncio
import configparser
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import yaml

import dispatch
from dispatch.cli import parser
from dispatch.log.embedded import Embedded
from dispatch.settings import SETTINGS, read

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"
KNOWN = {one.variable for one in SETTINGS}
OPT, COMMAND = "/opt/dispatch", "/opt/dispatch/.venv/bin/dispatch"
MADE = {"frontend/dist", ".venv"}
"""Not in a clone: made by `make dist`."""

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())


def instructions(text: str = DOCKERFILE) -> list[tuple[str, str]]:
    """Each instruction of a Dockerfile with what follows it, lines joined."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    parted = (line.partition(" ") for line in joined.splitlines() if line.strip())
    return [(word, " ".join(rest.split())) for word, _, rest in parted]


def stages() -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for word, rest in instructions():
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest))
    return found


def environment_of(stage: list[tuple[str, str]]) -> dict[str, str]:
    return dict(one.split("=", 1) for word, rest in stage if word == "ENV" for one in shlex.split(rest))


def assert_is_a_command(words: list[str]) -> None:
    """The program itself reads the words; wrong ones end it."""
    assert parser().parse_args(words).run is not None


def test_a_wrong_command_would_be_noticed() -> None:
    with pytest.raises(SystemExit):
        assert_is_a_command(["snapshots"])


# --- the image -------------------------------------------------------------------------------------------


def test_every_path_that_the_image_copies_is_here_and_let_in() -> None:
    allowed = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    names = {
        str(found[1])
        for found in (re.search(r"AS (\w+)", rest) for w, rest in instructions() if w == "FROM")
        if found
    }
    copied = [shlex.split(rest) for word, rest in instructions() if word == "COPY"]
    assert len(copied) >= 7
    for words in copied:
        if words[0].startswith("--from="):
            assert words[0].removeprefix("--from=") in names
            continue
        for source in words[:-1]:
            assert (ROOT / source).exists(), source
            assert f"!{source.split('/')[0]}" in allowed, f".dockerignore keeps {source} out"


def test_what_is_copied_between_stages_is_made_there() -> None:
    browser, packages, last = stages()
    assert ("WORKDIR", "/build") in browser
    assert ("RUN", "npm run build") in browser
    scripts = json.loads((ROOT / "frontend" / "package.json").read_text())["scripts"]
    assert "build" in scripts
    assert any("python -m venv /opt/venv" in rest for word, rest in packages if word == "RUN")
    assert any("--require-hashes" in rest and "-r requirements.txt" in rest for _, rest in packages)
    assert ("COPY", "--from=browser /build/dist frontend/dist") in last
    assert ("COPY", "--from=packages /opt/venv /opt/venv") in last
    assert environment_of(last)["PATH"].startswith("/opt/venv/bin:")


def test_the_last_stage_runs_as_somebody_and_builds_nothing() -> None:
    last = stages()[-1]
    (base,) = [rest for word, rest in last if word == "FROM"]
    (venv_base,) = [rest.partition(" ")[0] for word, rest in stages()[1] if word == "FROM"]
    assert base == venv_base, "the packages were made for another Python"
    wanted = PYPROJECT["project"]["requires-python"].removeprefix(">=")
    assert base == f"python:{wanted}-slim"
    runs = [rest for word, rest in last if word == "RUN"]
    assert runs == ["useradd --system --uid 10001 --home-dir /data --create-home dispatch"]
    assert ("USER", "dispatch") in last
    words = [word for word, _ in last]
    assert words.index("USER") < words.index("ENTRYPOINT")
    for tool in ("apt-get", "pip install", "gcc", "npm", "make "):
        assert all(tool not in rest for _, rest in last), tool


def test_the_image_starts_checks_and_keeps_what_it_says() -> None:
    last = stages()[-1]
    settings = {name: value for name, value in environment_of(last).items() if name.startswith("DISPATCH")}
    assert settings.keys() <= KNOWN
    assert read(settings).host == "0.0.0.0"
    assert ("VOLUME", settings["DISPATCH_DATA"]) in last
    assert ("EXPOSE", settings["DISPATCH_PORT"]) in last
    entry = json.loads(next(rest for word, rest in last if word == "ENTRYPOINT"))
    assert entry == ["python", "-m", "dispatch"]
    assert (ROOT / "dispatch" / "__main__.py").is_file()
    assert_is_a_command(json.loads(next(rest for word, rest in last if word == "CMD")))
    check = next(rest for word, rest in last if word == "HEALTHCHECK")
    command = json.loads(check[check.index("[") :])
    assert command[:2] == ["python", "-c"]
    compile(command[2], "healthcheck", "exec")
    assert "'/healthz'" in command[2]


def test_the_program_runs_from_the_files_of_the_image_alone(tmp_path: Path) -> None:
    """Not as an installed package: nothing may ask for its metadata."""
    for word, rest in stages()[-1]:
        if word == "COPY" and not rest.startswith("--from"):
            *sources, target = shlex.split(rest)
            for source in sources:
                name = source.rstrip("/") if target == "./" else target.rstrip("/")
                (tmp_path / name).symlink_to(ROOT / source)
    script = (
        "from importlib import metadata; real = metadata.version\n"
        "def version(name):\n"
        "    assert name != 'dispatch', 'the image has no such package'\n"
        "    return real(name)\n"
        "metadata.version = version\n"
        "from dispatch.web.app import _described\n"
        "from dispatch.log.revision import needed\n"
        "print(len(_described()) > 1000, needed())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("True 0")


def test_the_version_stands_in_two_places_alike() -> None:
    assert dispatch.__version__ == PYPROJECT["project"]["version"]


# --- containers ------------------------------------------------------------------------------------------


def test_compose_runs_the_application_on_postgresql_16_with_two_roles() -> None:
    app, db = COMPOSE["services"]["app"], COMPOSE["services"]["db"]
    assert db["image"] == "postgres:16"
    assert (ROOT / app["build"] / "Dockerfile").is_file()
    assert app["environment"].keys() <= KNOWN
    given = {
        name: re.sub(r"\$\{(\w+):[?-][^}]*\}", r"\1", value) for name, value in app["environment"].items()
    }
    settings = read({**given, "DISPATCH_ORIGINS": "https://dispatch.example.org"})
    assert settings.database_url == "postgresql://dispatch_app:DISPATCH_APP_PASSWORD@db:5432/dispatch"
    assert settings.migrate_url == "postgresql://dispatch_owner:DISPATCH_OWNER_PASSWORD@db:5432/dispatch"
    assert db["environment"]["POSTGRES_DB"] == "dispatch"
    passwords = {"DISPATCH_OWNER_PASSWORD", "DISPATCH_APP_PASSWORD"}
    assert passwords <= db["environment"].keys()
    assert (
        set(re.findall(r"^\\getenv \w+ (\w+)$", (DEPLOY / "roles.sql").read_text(), re.MULTILINE))
        == passwords
    )


def test_compose_keeps_data_and_shows_itself_to_this_machine_only() -> None:
    services = COMPOSE["services"]
    for service in services.values():
        for volume in service["volumes"]:
            source, target, *_ = volume.split(":")
            assert target.startswith("/")
            if source.startswith("./"):
                assert (ROOT / source).is_file(), source
            else:
                assert source in COMPOSE["volumes"]
        assert set(service["networks"]) <= COMPOSE["networks"].keys()
    last = environment_of(stages()[-1])
    assert services["app"]["ports"] == [f"127.0.0.1:8000:{last['DISPATCH_PORT']}"]
    assert "ports" not in services["db"]
    assert f"data:{last['DISPATCH_DATA']}" in services["app"]["volumes"]
    (config,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    assert services["app"]["environment"]["DISPATCH_TRUSTED_PROXY"] == config["gateway"]
    assert services["app"]["depends_on"]["db"]["condition"] == "service_healthy"
    assert services["db"]["healthcheck"]["test"][1] == "pg_isready"


def _psql(server: Embedded, text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [server.binaries.tool("psql"), "-X", "-q", "-f", "-", server.dsn_as("postgres", "shipped")],
        input=text,
        env={"DISPATCH_OWNER_PASSWORD": "o'w", "DISPATCH_APP_PASSWORD": "a p"},
        capture_output=True,
        text=True,
        check=False,
    )


async def test_the_roles_are_made_as_the_program_needs_them(pg_server: Embedded) -> None:
    """By the file itself, under other names: those of the program are in this cluster already."""
    text = (DEPLOY / "roles.sql").read_text()
    renamed = text.replace("dispatch_owner", "shipped_owner").replace("dispatch_app", "shipped_app")
    superuser = pg_server.dsn_as("postgres", "postgres")
    connection = await asyncpg.connect(superuser)
    try:
        await connection.execute("CREATE DATABASE shipped")
        done = await asyncio.to_thread(_psql, pg_server, renamed)
        assert (done.returncode, done.stderr) == (0, "")
        owner = await asyncpg.connect(pg_server.dsn_as("shipped_owner", "shipped"))
        try:
            await owner.execute("CREATE TABLE one (id int)")
            assert await owner.fetchval("SELECT pg_has_role('shipped_app', 'MEMBER')")
        finally:
            await owner.close()
        app = await asyncpg.connect(pg_server.dsn_as("shipped_app", "shipped"))
        try:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.execute("CREATE TABLE two (id int)")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.execute("SELECT * FROM one")
        finally:
            await app.close()
    finally:
        await connection.execute("DROP DATABASE IF EXISTS shipped WITH (FORCE)")
        await connection.execute("DROP ROLE IF EXISTS shipped_owner")
        await connection.execute("DROP ROLE IF EXISTS shipped_app")
        await connection.close()


# --- systemd ---------------------------------------------------------------------------------------------

DIRECTIVES = {
    "Unit": "Description Documentation After Wants Requisite",
    "Service": "Type User EnvironmentFile WorkingDirectory ExecStart Restart RestartSec KillMode TimeoutStopSec Nice "
    "NoNewPrivileges PrivateTmp PrivateDevices ProtectSystem ProtectHome ReadWritePaths",
    "Timer": "OnCalendar RandomizedDelaySec Persistent",
    "Install": "WantedBy",
}
"""All that the units use: systemd only warns about a directive that it does not know."""


def units() -> Iterator[tuple[str, configparser.ConfigParser]]:
    found = [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")]
    assert len(found) == 3
    for path in found:
        unit = configparser.ConfigParser(interpolation=None)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read_string(path.read_text())
        yield path.name, unit


def in_the_clone(path: str) -> Path:
    assert path.startswith(f"{OPT}/"), path
    return ROOT / path.removeprefix(f"{OPT}/")


def test_every_unit_is_one_that_systemd_reads() -> None:
    for name, unit in units():
        for section in unit.sections():
            assert set(unit[section]) <= set(DIRECTIVES[section].split()), (name, section)


def test_every_command_and_path_of_the_units_exists() -> None:
    seen = set()
    for name, unit in units():
        if "Service" not in unit:
            assert name.replace(".timer", ".service") in {other for other, _ in units()}
            continue
        service = unit["Service"]
        program, *words = shlex.split(service["ExecStart"])
        assert program == COMMAND
        assert program.removeprefix(f"{OPT}/").split("/")[0] in MADE
        assert "dispatch" in PYPROJECT["project"]["scripts"]
        assert_is_a_command(words)
        seen.add(words[0])
        assert service["WorkingDirectory"] == OPT
        assert service["EnvironmentFile"] == "/etc/dispatch.env"
        data = environment_file()["DISPATCH_DATA"]
        assert data.startswith(f"{service['ReadWritePaths']}/"), "the service may not write its data folder"
        if "Documentation" in unit["Unit"]:
            assert in_the_clone(unit["Unit"]["Documentation"].removeprefix("file://")).is_file()
    assert seen == {"serve", "snapshot"}


def environment_file() -> dict[str, str]:
    lines = (DEPLOY / "dispatch.env").read_text().splitlines()
    settings = [line.lstrip("#") for line in lines if re.match(r"#?[A-Z_]+=", line)]
    return dict(line.split("=", 1) for line in settings)


def test_the_example_of_settings_holds() -> None:
    given = environment_file()
    assert given.keys() <= KNOWN
    settings = read(given)
    assert settings.origins == ("https://dispatch.example.org",)
    assert settings.trusted_proxy == ("127.0.0.1",)


def test_the_manual_names_each_file_and_says_where_it_goes() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text()
    assert "dispatch*.service" in manual
    assert "dispatch*.timer" in manual
    for name in ("dispatch.env", "nginx.conf", "roles.sql"):
        assert f"docs/deploy/{name}" in manual
    for command in re.findall(r"^ *(?:sudo -u dispatch )?dispatch ([a-z][^#…>\n]*)", manual, re.MULTILINE):
        assert_is_a_command(shlex.split(command))
