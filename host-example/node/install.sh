#!/bin/sh
# Installs what this package is built with, builds it, and puts a component into it:
#   ./install.sh orgbook.wasm
# Does nothing where everything is there already.
set -eu
component=$(realpath "${1:?usage: install.sh COMPONENT.wasm}")
cd "$(dirname "$0")"

if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --ignore-scripts --no-audit --no-fund
  cp package-lock.json node_modules/.installed
fi
if ! [ -e dist/.built ] || [ -n "$(find src scripts tsconfig*.json package-lock.json ../../wit -newer dist/.built)" ]; then
  npm run --silent build
  rm -rf generated/component
  touch dist/.built
fi
node scripts/component.mjs "$component"
