#!/usr/bin/env bash
# Checks the types and runs the tests, with what ORGBOOK_COMPONENT and ORGBOOK_SANDBOX name.
set -euo pipefail
: "${ORGBOOK_COMPONENT:?names the .wasm file}" "${ORGBOOK_SANDBOX:?names the program orgbook-sandbox}"
ORGBOOK_COMPONENT=$(realpath "$ORGBOOK_COMPONENT")
ORGBOOK_SANDBOX=$(realpath "$ORGBOOK_SANDBOX")
cd "$(dirname "$0")"

./install.sh
.venv/bin/mypy
.venv/bin/python -W error -m unittest
