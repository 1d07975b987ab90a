"""The shipped proxy configuration, really running: nginx, TLS with a certificate made for the test, two nodes behind it."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.faults.servers import ROOT, free_port

SHIPPED = ROOT / "docs" / "deploy" / "nginx.conf"
_START_SECONDS = 10.0

_MAIN = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Front:
    """Where browsers come in."""

    port: int
    plain_port: int
    trust: ssl.SSLContext

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def client(self, **headers: str) -> httpx.AsyncClient:
        """A browser that trusts the certificate, and comes from this page."""
        return httpx.AsyncClient(
            base_url=self.url, verify=self.trust, headers={"Origin": self.url, **headers}, timeout=20
        )


@dataclass(frozen=True, slots=True)
class Certificate:
    """Of 127.0.0.1, by itself."""

    certificate: Path
    key: Path

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))


def program() -> str:
    """Where nginx is; the test fails with the one line of the script when there is none."""
    found = subprocess.run([ROOT / "tools" / "nginx.sh"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.fail(found.stderr.strip().splitlines()[-1], pytrace=False)
    return found.stdout.strip()


def certify(folder: Path) -> Certificate:
    """A certificate of this test alone."""
    made = Certificate(folder / "fullchain.pem", folder / "privkey.pem")
    if shutil.which("openssl") is None:
        pytest.fail(
            "dispatch: the test of the proxy needs openssl. Install it (Debian: sudo apt-get install openssl).",
            pytrace=False,
        )
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(made.key)]
    whose = ["-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        ["openssl", "req", "-x509", *key, *whose, "-out", str(made.certificate)],
        capture_output=True,
        check=True,
    )
    return made


def configured(certificate: Certificate, nodes: Sequence[int], port: int, plain_port: int) -> str:
    """The shipped file with the ports, name and certificate of this test, and nothing else changed."""
    text = SHIPPED.read_text()
    changes = {
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "server_name dispatch.example.org;": "server_name 127.0.0.1;",
        "/etc/ssl/dispatch/fullchain.pem": str(certificate.certificate),
        "/etc/ssl/dispatch/privkey.pem": str(certificate.key),
        "server 127.0.0.1:8000 ": f"server 127.0.0.1:{nodes[0]} ",
        "server 127.0.0.1:8001 ": f"server 127.0.0.1:{nodes[1]} ",
    }
    for shipped, here in changes.items():
        assert shipped in text, shipped
        text = text.replace(shipped, here)
    return text


@contextlib.asynccontextmanager
async def fronting(folder: Path, nodes: Sequence[int], port: int) -> AsyncIterator[Front]:
    """nginx before two nodes, ended afterwards."""
    nginx = await asyncio.to_thread(program)
    certificate = await asyncio.to_thread(certify, folder)
    front = Front(port, free_port(), certificate.trust())
    main = await asyncio.to_thread(_write, folder, configured(certificate, nodes, port, front.plain_port))
    process = await asyncio.create_subprocess_exec(
        nginx,
        "-p",
        str(folder),
        "-c",
        str(main),
        "-e",
        str(folder / "error.log"),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await _answers(front, process)
        yield front
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def _write(folder: Path, site: str) -> Path:
    main = folder / "main.conf"
    # Root's nginx would hand its workers to a user who may not enter the folder.
    user = "user root;" if Path("/proc/self").owner() == "root" else ""
    main.write_text(_MAIN.format(folder=folder, user=user))
    (folder / "site.conf").write_text(site)
    return main


async def _answers(front: Front, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(_START_SECONDS), front.client() as client:
        while True:
            if process.returncode is not None:
                assert process.stderr is not None
                raise AssertionError((await process.stderr.read()).decode())
            with contextlib.suppress(httpx.TransportError):
                await client.get("/healthz")
                return
            await asyncio.sleep(0.05)


def secure_cookie(answer: httpx.Response) -> str:
    """The session as a header, from an answer that set it as https alone may."""
    (given,) = answer.headers.get_list("set-cookie")
    assert re.match(r"__Host-dispatch_session=", given)
    assert "Secure" in given
    return given.partition(";")[0]
