"""What the README and the examples show works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unittest
from collections.abc import Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

from orgbook import Directory, Host

from .support import Sandbox, host

FOLDER = Path(__file__).parent.parent


class Examples(unittest.TestCase):
    def test_the_main_job_is_done(self) -> None:
        environment = {**os.environ, **Sandbox(self).environment()}
        program = [sys.executable, str(FOLDER / "examples" / "main_job.py")]
        done = subprocess.run(program, env=environment, stdout=subprocess.PIPE, check=True)
        printed = done.stdout.decode()
        self.assertIn("title='Engineer'", printed)
        self.assertIn("\ngone: ", printed)

    def test_what_the_readme_shows_can_be_run_from_top_to_bottom(self) -> None:
        text = (FOLDER / "README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
        self.assertGreater(len(blocks), 3)
        environment = Sandbox(self).environment()
        instantiate = Host.instantiate

        def in_sandbox(self: Host, tenant: Mapping[str, str]) -> Directory:
            return instantiate(self, {**tenant, **environment})

        names: dict[str, object] = {"__name__": "readme"}
        with (
            mock.patch("orgbook.Host", lambda _: host()),
            mock.patch.object(Host, "instantiate", in_sandbox),
            redirect_stdout(StringIO()) as printed,
        ):
            for block in blocks:
                exec(compile(block, "README.md", "exec"), names)
        lines = printed.getvalue().splitlines()
        self.assertEqual(lines[:3], ["Engineer", "nobody is there", "林海"])


if __name__ == "__main__":
    unittest.main()
