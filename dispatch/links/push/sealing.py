"""What a push service wants: a message that only the telephone can open (RFC 8291) and a signature that says who sends it (RFC 8292)."""

from __future__ import annotations

import base64
import json
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIGNED_FOR: Final = timedelta(hours=12)
_RECORD = 4096
_CURVE = ec.SECP256R1()
_POINT = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint


class BadKeys(ValueError):
    """A subscription's keys are no keys."""


def b64(raw: bytes) -> str:
    """Base64 as push services write it: for addresses, without its filling."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The bytes again. Raises ``ValueError``."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def check_keys(p256dh: str, auth: str) -> None:
    """Raises ``BadKeys`` for what no browser made."""
    try:
        _point(unb64(p256dh))
    except ValueError as problem:
        raise BadKeys("p256dh") from problem
    try:
        whole = len(unb64(auth)) == 16
    except ValueError:
        whole = False
    if not whole:
        raise BadKeys("auth")


def seal(message: bytes, p256dh: str, auth: str) -> bytes:
    """The message as one record of ``aes128gcm`` that only the holder of the subscription's keys can open."""
    theirs, secret = unb64(p256dh), unb64(auth)
    key, salt = ec.generate_private_key(_CURVE), secrets.token_bytes(16)
    ours = key.public_key().public_bytes(*_POINT)
    shared = key.exchange(ec.ECDH(), _point(theirs))
    material = _derive(shared, secret, b"WebPush: info\0" + theirs + ours, 32)
    cipher = AESGCM(_derive(material, salt, b"Content-Encoding: aes128gcm\0", 16))
    nonce = _derive(material, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + _RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    # The last record ends with a 2.
    return header + cipher.encrypt(nonce, message + b"\x02", None)


class Signer:
    """Who we are to push services: a key of our own, in the data folder, and an address to write to."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, contact: str) -> None:
        self._key = key
        self._contact = contact
        self.public = b64(key.public_key().public_bytes(*_POINT))
        """As browsers ask for it when they subscribe; a subscription is good for this key only."""

    def authorization(self, endpoint: str, now: datetime) -> str:
        """The header for one push service."""
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((now + SIGNED_FOR).timestamp()),
            "sub": self._contact,
        }
        signed = ".".join(b64(json.dumps(one).encode()) for one in ({"typ": "JWT", "alg": "ES256"}, claims))
        r, s = decode_dss_signature(self._key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"vapid t={signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}, k={self.public}"


def signer(path: Path, contact: str) -> Signer:
    """With the key in this file; the first time one is made. Raises ``OSError`` and ``ValueError``."""
    try:
        return Signer(_read(path), contact)
    except FileNotFoundError:
        pass
    key = ec.generate_private_key(_CURVE)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # Whole or not at all: a key that was cut off would make every subscription worthless.
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        # Another node of this folder was first.
        key = _read(path)
    finally:
        fresh.unlink()
    return Signer(key, contact)


def _read(path: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != _CURVE.name:
        raise ValueError("it is no key of the curve P-256")
    return key


def _point(raw: bytes) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, raw)
    except InvalidKey as problem:
        raise ValueError("no point of the curve") from problem


def _derive(secret: bytes, salt: bytes, about: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=about).derive(secret)
