#!/usr/bin/env bash
# Installs the package into .venv, beside this script, with what its checks and tests need. All is
# pinned by hash. Does nothing when everything is there.
set -euo pipefail
cd "$(dirname "$0")"

wanted=$(cat install.sh pyproject.toml requirements.txt requirements-dev.txt | sha256sum)
if [ "$(cat .venv/installed 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c 'import orgbook' 2>/dev/null; then
  exit 0
fi

python3 -m venv --clear .venv
pip=".venv/bin/python -m pip --disable-pip-version-check --quiet"
$pip install --require-hashes --only-binary :all: -r requirements-dev.txt
# The build backend is there already, so this needs no network.
$pip install --no-index --no-build-isolation --no-deps --editable .
echo "$wanted" >.venv/installed
