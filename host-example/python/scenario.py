"""Carries out a scenario, and prints a line for each step: SCENARIO.json COMPONENT.wasm SERVERS.json."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from orgbook import Directory, Host, Json, call_json

LACKING = {
    "egress-control": "libwasmtime has no hook for outbound requests",
}
"""The capabilities that this host does not have, each with the reason."""


class Scenario:
    """The scenario as it stands after some steps."""

    def __init__(self, scenario: dict[str, Any], host: Host, servers: dict[str, str]) -> None:
        self.steps = scenario["steps"]
        self.hide = set(scenario.get("hide", []))
        self.host = host
        self.names = dict(servers)
        self.directory: Directory | None = None

    def report(self, step: dict[str, Any]) -> str:
        """Carries out a step and tells what its line of the report says."""
        for capability in step.get("needs", []):
            if capability in LACKING:
                return f"skipped: {LACKING[capability]}"
        if "instance" in step:
            if self.directory is not None:
                self.directory.close()
            self.directory = self.host.instantiate(self.filled_in(step["instance"]))
            return "ready"
        if self.directory is None:
            raise ValueError("a call comes before the first instance")
        answer = call_json(self.directory, step["call"], self.filled_in(step["arguments"]))
        for name, pointer in step.get("keep", {}).items():
            self.names[name] = pointed_to(answer, pointer)
        shown = self.hidden(answer)
        return json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def filled_in(self, value: Any) -> Any:
        """The value with the named URLs and kept values in the place of `${name}`."""
        if isinstance(value, str):
            return re.sub(r"\$\{([^}]*)\}", lambda match: self.names[match[1]], value)
        if isinstance(value, list):
            return [self.filled_in(one) for one in value]
        if isinstance(value, dict):
            return {key: self.filled_in(one) for key, one in value.items()}
        return value

    def hidden(self, value: Json) -> Json:
        """The value without what differs from one run to the next."""
        if isinstance(value, list):
            return [self.hidden(one) for one in value]
        if isinstance(value, dict):
            return {
                key: "(hidden)" if key in self.hide else self.hidden(one)
                for key, one in value.items()
            }
        return value


def pointed_to(value: Any, pointer: str) -> Any:
    """What a JSON pointer (RFC 6901) points to."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def main() -> None:
    """Runs the scenario that the command line names."""
    scenario, component, servers = map(Path, sys.argv[1:])
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    run = Scenario(
        json.loads(scenario.read_text(encoding="utf-8")),
        Host(component),
        json.loads(servers.read_text(encoding="utf-8")),
    )
    for step in run.steps:
        print(f"{step['step']}: {run.report(step)}")


if __name__ == "__main__":
    main()
