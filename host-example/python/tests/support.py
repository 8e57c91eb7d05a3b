"""What the tests need: the component, and sandboxes to run it against.

`ORGBOOK_COMPONENT` names the `.wasm` file, `ORGBOOK_SANDBOX` the program `orgbook-sandbox`.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import unittest
from typing import Any

from wasmtime import wat2wasm

from orgbook import Directory, Host


@functools.cache
def host() -> Host:
    """The component, compiled once for all tests."""
    return Host(_named("ORGBOOK_COMPONENT"))


class Sandbox:
    """A DingTalk of the test's own, until the test ends."""

    def __init__(self, test: unittest.TestCase, *options: str) -> None:
        program = [_named("ORGBOOK_SANDBOX"), "--port", "0", "--json", *options]
        process = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
        test.addCleanup(process.wait)
        test.addCleanup(process.kill)
        assert process.stdout is not None
        test.addCleanup(process.stdout.close)
        told: dict[str, Any] = json.loads(process.stdout.readline())
        self.url: str = told["url"]
        self.client_id: str = told["apps"][0]["client_id"]
        self.client_secret: str = told["apps"][0]["client_secret"]

    def environment(self, **others: str) -> dict[str, str]:
        """A tenant's settings; `others` come on top."""
        return {
            "DINGTALK_CLIENT_ID": self.client_id,
            "DINGTALK_CLIENT_SECRET": self.client_secret,
            "DINGTALK_OAPI_URL": self.url,
            "DINGTALK_API_URL": self.url,
            **others,
        }

    def directory(self, **others: str) -> Directory:
        """An instance for this sandbox."""
        return host().instantiate(self.environment(**others))


def trapping_host() -> Host:
    """A component whose `get-user` traps, and which has no other function."""
    return Host(bytes(wat2wasm("""
            (component
              (core module $m
                (memory (export "memory") 1)
                (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
                (func (export "get-user") (param i32 i32) (result i32) unreachable))
              (core instance $i (instantiate $m))
              (func $get-user (param "id" string) (result string)
                (canon lift (core func $i "get-user")
                  (memory $i "memory") (realloc (func $i "realloc"))))
              (instance $users (export "get-user" (func $get-user)))
              (export "orgbook:directory/users@0.1.0" (instance $users)))
            """)))


def _named(variable: str) -> str:
    path = os.environ.get(variable)
    if path is None:
        raise RuntimeError(f"the tests need {variable}: see the README")
    return path
