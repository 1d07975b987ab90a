"""Counters of this process for Prometheus. Numbers only: nothing that names a person, place or call."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """The registry of one application; several may live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)  # memory, processor time, open files: Linux only
        self.commands = Counter(
            "dispatch_commands", "Commands answered.", ("kind", "outcome"), registry=self.registry
        )
        self.command_seconds = Histogram(
            "dispatch_command_seconds",
            "From a command's arrival to its answer.",
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.requests = Counter(
            "dispatch_http_requests", "HTTP requests answered.", ("method", "status"), registry=self.registry
        )
        self.sign_ins = Counter(
            "dispatch_sign_ins", "Attempts to sign in.", ("outcome",), registry=self.registry
        )
        self.bad_messages = Counter(
            "dispatch_bad_messages", "Messages that could not be used.", ("code",), registry=self.registry
        )
        self.presses = Counter(
            "dispatch_panic_presses",
            "Presses of panic devices that came in.",
            ("trust", "outcome"),
            registry=self.registry,
        )
        self.positions = Counter(
            "dispatch_tracker_positions",
            "Positions that trackers told.",
            ("outcome",),
            registry=self.registry,
        )
        self.pushes = Counter(
            "dispatch_pushes",
            "Telephones that were to be woken by Web Push.",
            ("outcome",),
            registry=self.registry,
        )
        self.sockets = Gauge("dispatch_sockets", "Open websockets.", registry=self.registry)
        self.unsent = Gauge(
            "dispatch_unsent_bytes", "Bytes that wait for screens to read.", registry=self.registry
        )
        self.lagging = Gauge(
            "dispatch_lagging_screens", "Screens that do not keep up.", registry=self.registry
        )
        self.head = Gauge("dispatch_log_seq", "Last event folded.", registry=self.registry)
        self.tail_age = Gauge(
            "dispatch_tail_age_seconds", "Since the end of the log was last read.", registry=self.registry
        )
        self.writable = Gauge("dispatch_writable", "1 while commands can be saved.", registry=self.registry)
        self.ready = Gauge("dispatch_ready", "1 while this node is ready.", registry=self.registry)

    def text(self) -> bytes:
        """Everything in Prometheus' text form."""
        return generate_latest(self.registry)
