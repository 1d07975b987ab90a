"""What the command line tells about the program itself: schema, catalog, settings."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

import orjson

from dispatch.cli.running import fail
from dispatch.settings import BadSetting, read, shown
from dispatch.web.catalog import catalog
from dispatch.web.conduct_catalog import conduct
from dispatch.web.desk_catalog import desk
from dispatch.web.role_catalog import srt_roles
from dispatch.web.schema import wire_schema


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    schema = commands.add_parser("schema", help="print the JSON Schema of every message and body")
    schema.add_argument("--catalog", action="store_true", help="print the catalog of terms and codes instead")
    schema.add_argument("--roles", action="store_true", help="print the roles of a school's team instead")
    schema.add_argument(
        "--conduct", action="store_true", help="print the decision matrix and functions instead"
    )
    schema.add_argument("--desk", action="store_true", help="print alarms, timers and steps instead")
    schema.set_defaults(run=print_schema)
    settings = commands.add_parser("settings", help="print the settings as they hold, without secrets")
    settings.set_defaults(run=print_settings)


def print_schema(arguments: argparse.Namespace) -> int:
    value: Any = wire_schema()
    others = {"catalog": catalog, "roles": srt_roles, "conduct": conduct, "desk": desk}
    for name, made in others.items():
        if getattr(arguments, name):
            value = orjson.loads(orjson.dumps(made()))
    print(json.dumps(value, indent=2, ensure_ascii=False))
    return 0


def print_settings(arguments: argparse.Namespace) -> int:
    try:
        read(os.environ)
    except BadSetting as problem:
        return fail(str(problem))
    print("\n".join(shown(os.environ)))
    return 0
