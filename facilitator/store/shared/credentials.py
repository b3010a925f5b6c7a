"""Where the credentials for a store are found: where such tools look for them. None is kept here.

obstore itself reads the environment, a machine's own role, and for Google what `gcloud auth
application-default login` has left. Here is the rest: the profiles of AWS, and the Azure CLI.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, Final

from facilitator.core.errors import N_, Refused

_AWS_GIVEN: Final = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_SKIP_SIGNATURE",
)
"""Any of these, and obstore knows without a profile."""
_AZURE_GIVEN: Final = (
    "AZURE_STORAGE_ACCOUNT_KEY",
    "AZURE_STORAGE_ACCESS_KEY",
    "AZURE_STORAGE_SAS_KEY",
    "AZURE_STORAGE_SAS_TOKEN",
    "AZURE_STORAGE_CLIENT_ID",
    "AZURE_CLIENT_ID",
    "AZURE_STORAGE_TOKEN",
    "AZURE_FEDERATED_TOKEN_FILE",
    "IDENTITY_ENDPOINT",
)


def found_credentials(scheme: str) -> dict[str, Any]:
    """What opening a store is to be told beside its address, by the scheme of that.

    Raises Refused where a profile of AWS is wanted and cannot be read.
    """
    if scheme == "s3" and not _is_given(_AWS_GIVEN) and _has_profiles():
        return {"credential_provider": _profile()}
    if scheme == "az" and not _is_given(_AZURE_GIVEN) and shutil.which("az"):
        return {"use_azure_cli": True}
    return {}


def _is_given(names: tuple[str, ...]) -> bool:
    return any(os.environ.get(name) for name in names)


def _has_profiles() -> bool:
    files = (
        os.environ.get("AWS_SHARED_CREDENTIALS_FILE") or "~/.aws/credentials",
        os.environ.get("AWS_CONFIG_FILE") or "~/.aws/config",
    )
    return "AWS_PROFILE" in os.environ or any(Path(file).expanduser().is_file() for file in files)


def _profile() -> Any:
    """The credentials of the profile in use: keys, a sign-in, a role, whatever AWS knows."""
    name = os.environ.get("AWS_PROFILE") or "default"
    try:
        from boto3.session import Session
        from botocore.exceptions import BotoCoreError  # type: ignore[import-untyped,unused-ignore]
        from obstore.auth.boto3 import Boto3CredentialProvider
    except ImportError as error:
        raise Refused(
            N_(
                "The credentials are in a profile of AWS, {name}, and boto3 is needed to read it: "
                "install facilitator[shared,aws]. Or set AWS_ACCESS_KEY_ID and "
                "AWS_SECRET_ACCESS_KEY."
            ),
            name=name,
        ) from error
    try:
        provider = Boto3CredentialProvider(Session())
        provider()
    except (BotoCoreError, ValueError, AttributeError) as error:
        raise Refused(
            N_(
                "The profile {name} of AWS gives no credentials: {why}. Sign in, or choose another."
            ),
            name=name,
            why=str(error).strip(" ."),
        ) from error
    return provider
