"""A system's keyring for tests: in the file that FACILITATOR_TEST_KEYRING names."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    """Keeps passwords as JSON; no program of a user's would."""

    priority = 1

    def _read(self) -> dict[str, str]:
        file = Path(os.environ["FACILITATOR_TEST_KEYRING"])
        passwords: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}
        return passwords

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        passwords = self._read() | {f"{service} {username}": password}
        Path(os.environ["FACILITATOR_TEST_KEYRING"]).write_text(json.dumps(passwords), "utf-8")

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError
