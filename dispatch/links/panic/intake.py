"""A press from its bytes to its answer: read, checked, brought to the desk once."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from dispatch.desk.answers import REUSED
from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, NotSaved, Refused, Result, Saved, Unknown
from dispatch.domain.actor import Actor, Role
from dispatch.domain.commands import HearDevices, ReceivePress
from dispatch.domain.devices import DeviceState, Heard, PressTrust
from dispatch.domain.ids import derive
from dispatch.domain.rules.devices import is_news
from dispatch.domain.rules.presses import DEVICE_PERSON
from dispatch.links.panic import gate as g
from dispatch.links.panic.fields import FieldProblem
from dispatch.links.panic.reading import PressSaid, read_heartbeat, read_press
from dispatch.links.panic.signing import is_signed
from dispatch.links.panic.updates import AlarmUpdate, updates
from dispatch.people.device_keys import DeviceKeys, holder_of_device, holder_of_vendor

_log = logging.getLogger(__name__)

HEARTBEAT_AGE: Final = timedelta(minutes=15)
"""A sign of life that was signed longer ago, or that long ahead, may be a copy of an old one."""
_AGAIN: Final = "It was not saved. Send it again, unchanged."


@dataclass(frozen=True, slots=True, kw_only=True)
class PressAnswer:
    """What became of a press. ``result`` None: it was gathered with others, or could not be placed at all."""

    outcome: str
    """saved, duplicate, unsaved (kept on disk, shown), gathered, not_saved, refused."""
    received_at: datetime
    trust: PressTrust | None = None
    id: str | None = None
    number: str | None = None
    test: bool = False
    message: str = ""
    warnings: tuple[str, ...] = ()
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatAnswer:
    """How many signs of life were taken; None: they are not signed by who could give them."""

    heard: int | None
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAnswer:
    """What became of calls; ``updates`` None: it is not signed by who may know. ``asked``: about so many devices."""

    updates: list[AlarmUpdate] | None
    asked: int
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The devices of a message whose signature is good for them. ``refused``: it is good for none that it names."""

    heard: tuple[Heard, ...]
    refused: bool
    problems: tuple[FieldProblem, ...]


class PanicIntake:
    """The intake of panic devices on one node."""

    def __init__(self, desk: Desk, keys: DeviceKeys, clock: Clock) -> None:
        self._desk = desk
        self._keys = keys
        self._clock = clock
        self._verified = g.Gate(self._send_gathered, clock.monotonic, most=g.VERIFIED_MAX)
        self._unverified = g.Gate(
            self._send_gathered,
            clock.monotonic,
            most=g.UNVERIFIED_MAX,
            rate=g.UNVERIFIED_RATE,
            burst=g.UNVERIFIED_BURST,
        )

    async def press(self, raw: bytes, signature: str | None) -> PressAnswer:
        """Bring a press to the desk. Refused only when neither a device nor a place can be made out."""
        received_at = self._clock.now()
        said = read_press(raw)
        if not said.has_place:
            missing = FieldProblem("device_id", "Missing: which device is it? A site would do too.")
            return PressAnswer(
                outcome="refused",
                received_at=received_at,
                message="Neither a device nor a place can be made out. Nothing was raised.",
                problems=(*said.problems, missing),
            )
        trust = self._trust(said, raw, signature)
        command = ReceivePress(
            trust=trust,
            received_at=received_at,
            device=said.device,
            counter=said.counter,
            pressed_at=said.pressed_at,
            **said.given,
        )
        verified = trust is PressTrust.VERIFIED
        gate = self._verified if verified else self._unverified
        if not gate.enter():
            gate.gather(self._spot(command), command)
            return PressAnswer(
                outcome="gathered",
                received_at=received_at,
                trust=trust,
                message="Very many presses come in: this one is shown with others of its building.",
                problems=said.problems,
            )
        press_id = self._id(said, raw, received_at, verified=verified)
        try:
            result = await self._submit(press_id, command)
        finally:
            gate.leave()
        return _answer(result, command, said)

    async def heartbeat(self, raw: bytes, signature: str | None) -> HeartbeatAnswer:
        """Take signs of life; only what says something new goes into the log."""
        now = self._clock.now()
        signed = self._signed_for(raw, signature)
        if signed.refused:
            return HeartbeatAnswer(heard=None, problems=signed.problems)
        news = tuple(one for one in signed.heard if is_news(self._desk.state.devices[one.device], one, now))
        if news:
            envelope = Envelope(id=self._clock.new_id(), command=HearDevices(heard=news))
            result = await self._desk.submit(self._actor(None), envelope)
            if not isinstance(result, Saved):
                # The next one says it again.
                _log.warning("Signs of life of %d devices were not saved", len(news))
        return HeartbeatAnswer(heard=len(signed.heard), problems=signed.problems)

    def status(self, raw: bytes, signature: str | None) -> StatusAnswer:
        """What became of the calls that these devices raised. Asked and signed as a sign of life is."""
        signed = self._signed_for(raw, signature)
        if signed.refused:
            return StatusAnswer(updates=None, asked=0, problems=signed.problems)
        devices = [one.device for one in signed.heard]
        return StatusAnswer(
            updates=updates(self._desk.state, devices), asked=len(devices), problems=signed.problems
        )

    def can_sign(self, device: DeviceState) -> bool:
        """Whether there is a key that a press of this device could be checked with."""
        return bool(self._keys_of(device))

    def _signed_for(self, raw: bytes, signature: str | None) -> Signed:
        """The devices that a message is about and that its signature speaks for."""
        said = read_heartbeat(raw)
        now, problems = self._clock.now(), list(said.problems)
        if said.sent_at is None or abs(said.sent_at - now) > HEARTBEAT_AGE:
            if not any(one.field == "sent_at" for one in problems):
                problems.append(
                    FieldProblem(
                        "sent_at", "Missing or more than 15 minutes off: the time of sending is wanted."
                    )
                )
            return Signed(heard=(), refused=False, problems=tuple(problems))
        taken: list[Heard] = []
        refused = 0
        for one in said.heard:
            device = self._desk.state.devices.get(one.device)
            if device is None:
                problems.append(FieldProblem("device_id", f"There is no device {one.device}."))
            elif self._signs(device, raw, signature, vendor=said.vendor):
                taken.append(one)
            else:
                refused += 1
                problems.append(
                    FieldProblem("device_id", f"Not signed with a key of {one.device} or its vendor.")
                )
        return Signed(heard=tuple(taken), refused=bool(refused and not taken), problems=tuple(problems[:40]))

    # --- who it is ------------------------------------------------------------------------------------------------

    def _trust(self, said: PressSaid, raw: bytes, signature: str | None) -> PressTrust:
        device = self._desk.state.devices.get(said.device or "")
        if device is None:
            return PressTrust.UNKNOWN_DEVICE
        if not signature:
            return PressTrust.NO_SIGNATURE
        if not self._signs(device, raw, signature):
            return PressTrust.WRONG_SIGNATURE if self._keys_of(device) else PressTrust.NO_KEY
        return PressTrust.NO_COUNTER if said.counter is None else PressTrust.VERIFIED

    def _signs(
        self, device: DeviceState, raw: bytes, signature: str | None, *, vendor: str | None = None
    ) -> bool:
        if not signature or (vendor is not None and vendor != device.roster.vendor):
            return False
        return is_signed(signature, raw, self._keys_of(device))

    def _keys_of(self, device: DeviceState) -> list[str]:
        holders = [holder_of_device(device.id)]
        if device.roster.vendor:
            holders.append(holder_of_vendor(device.roster.vendor))
        return self._keys.of(*holders)

    def _actor(self, command: ReceivePress | None) -> Actor:
        """Who speaks: the device, as it is registered or as it calls itself."""
        home = self._desk.state.home
        device = command.device if command is not None else None
        known = self._desk.state.devices.get(device or "")
        named = f" ({known.roster.name})" if known is not None and known.roster.name else ""
        return Actor(
            person=f"{DEVICE_PERSON}{device or '?'}" if command is not None else "panic-intake",
            name=f"Device {device or 'without an id'}{named}" if command is not None else "Panic intake",
            role=Role.DEVICE,
            agency=home.id if home is not None else "",
            position="panic intake",
            site=known.roster.site if known is not None else None,
        )

    # --- to the desk ------------------------------------------------------------------------------------------------

    def _id(self, said: PressSaid, raw: bytes, received_at: datetime, *, verified: bool) -> str:
        """The same press has the same id, however often and to whichever node it is sent.

        A verified one by its counter and its own time: a counter that begins anew with a new battery is another press. One that is not
        verified by its bytes, apart from all verified ones: nobody can use up the id of a press that has not been made yet. Where it
        says neither counter nor time, two in one minute are taken for one.
        """
        if verified:
            at = "" if said.pressed_at is None else said.pressed_at.isoformat()
            return derive(f"panic/{self._desk.log}/{said.device}", f"{said.counter}/{at}")
        said_when = said.counter is not None or said.pressed_at is not None
        minute = "" if said_when else received_at.strftime("%Y%m%d%H%M")
        return derive(f"panic/{self._desk.log}/unverified", f"{sha256(raw).hexdigest()}/{minute}")

    async def _submit(self, press_id: str, command: ReceivePress) -> Result:
        return await self._desk.submit(self._actor(command), Envelope(id=press_id, command=command))

    async def _send_gathered(self, command: ReceivePress) -> None:
        """Presses that were gathered, as one; tried until it is saved or on the disk."""
        press_id = self._clock.new_id()
        while True:
            result = await self._submit(press_id, command)
            if isinstance(result, Saved | Refused) or (isinstance(result, Unknown) and result.journalled):
                return
            await self._clock.sleep(g.GATHER_SECONDS)

    def _spot(self, command: ReceivePress) -> g.Spot:
        state = self._desk.state
        device = state.devices.get(command.device or "")
        if device is not None:
            return device.roster.site, device.roster.building
        site = (command.site or "").upper()
        return (site if site in state.sites else None), None


def _answer(result: Result, command: ReceivePress, said: PressSaid) -> PressAnswer:
    known: dict[str, Any] = {
        "received_at": command.received_at,
        "trust": command.trust,
        "problems": said.problems,
        "id": result.id,
    }
    match result:
        case Saved():
            number = result.refs.get("number")
            return PressAnswer(
                outcome="duplicate" if result.duplicate else "saved",
                number=number if isinstance(number, str) else None,
                test=bool(result.refs.get("test")),
                warnings=tuple(result.warnings),
                **known,
            )
        case Refused(refusal=refusal) if refusal == REUSED:
            return PressAnswer(outcome="duplicate", **known)
        case Refused(refusal=refusal):
            return PressAnswer(outcome="refused", message=refusal.message, **known)
        case Unknown(journalled=True):
            message = "The log cannot be written: it is kept on disk, shown at the desk as UNSAVED, and will be saved."
            return PressAnswer(outcome="unsaved", message=message, **known)
        case NotSaved() | Unknown():
            return PressAnswer(outcome="not_saved", message=_AGAIN, **known)
