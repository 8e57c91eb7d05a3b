"""What the Python host costs, against the server and with the credentials in the environment.

ORGBOOK_COMPONENT names the .wasm file.
"""

import os
import time
from collections.abc import Callable
from statistics import median

import orgbook

TIMES = 200


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("DINGTALK_", "ORGBOOK_"))
    }
    component = os.environ["ORGBOOK_COMPONENT"]
    print(f"compile: {seconds(lambda: orgbook.Host(component)) * 1e3:.0f} ms")
    host = orgbook.Host(component)
    times = [seconds(lambda: host.instantiate(environment).close()) for _ in range(TIMES)]
    print(f"instantiate, median of {TIMES}: {median(times) * 1e6:.0f} µs")
    directory = host.instantiate(environment)
    directory.get_user("manager4220")
    times = [seconds(lambda: directory.get_user("manager4220")) for _ in range(TIMES)]
    print(f"get-user, median of {TIMES}: {median(times) * 1e6:.0f} µs")


if __name__ == "__main__":
    main()
