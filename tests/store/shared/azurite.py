"""An Azurite of the tests' own, where it is installed: Azure's own store for trying things out."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from email.utils import formatdate
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Final

import pytest

from tests.store.shared.seaweed import PATIENCE, free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACCOUNT: Final = "devstoreaccount1"
KEY: Final = base64.b64encode(
    b"The key of an account that is nobody's, and for these tests alone"
).decode()
_VERSION: Final = "2023-11-03"


@contextmanager
def azurite(folder: Path) -> Iterator[str]:
    """Start one; gives its address. Skips where there is none."""
    program = shutil.which("azurite-blob")
    if program is None:
        pytest.skip("Azurite is not installed: npm install --global azurite")
    folder.mkdir(parents=True)
    (port,) = free_ports(1)
    command = [
        program, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
        f"--blobPort={port}", f"--location={folder}",
    ]  # fmt: skip
    log = (folder / "log").open("wb")
    environment = {"AZURITE_ACCOUNTS": f"{ACCOUNT}:{KEY}", "PATH": os.environ["PATH"]}
    server = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                create_container(port, "arkiv")
                break
            except OSError:
                if time.monotonic() > until or server.poll() is not None:
                    raise
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/{ACCOUNT}"
    finally:
        server.kill()
        server.wait()
        log.close()


def create_container(port: int, name: str) -> None:
    """A new container; the library of Azure would be a large one for this alone."""
    headers = {"x-ms-date": formatdate(usegmt=True), "x-ms-version": _VERSION}
    signed = "\n".join(f"{name}:{value}" for name, value in sorted(headers.items()))
    path = f"/{ACCOUNT}/{name}"
    text = f"PUT{12 * chr(10)}{signed}\n/{ACCOUNT}{path}\nrestype:container"
    digest = hmac.new(base64.b64decode(KEY), text.encode(), hashlib.sha256).digest()
    headers["Content-Length"] = "0"
    headers["Authorization"] = f"SharedKey {ACCOUNT}:{base64.b64encode(digest).decode()}"
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(
        "PUT", f"{path}?restype=container", headers=headers | {"Content-Length": "0"}
    )
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    assert answer.status in {201, 409}, said
