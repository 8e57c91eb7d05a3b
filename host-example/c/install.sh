#!/usr/bin/env bash
# Fetches what orgbook.c is built with, pinned, into one folder; does nothing when it is there.
# Needs: curl, unzip, python3 with pip, and apt on Debian or Ubuntu. No root.
set -euo pipefail
cd "$(dirname "$0")"

# The library comes from the wheel that the Wasmtime project publishes for Python, the headers from
# its crate of the same version.
version=48.0.0
wheel_sha256=58544d539053dff7bd4cf30c40d7a540862d683013c0dfa6ba46a063f5b682f7
crate_sha256=32285488ca6e460147ccc2da567e2075a224261cf5f551eceabb116292a6cbb7

deps=${ORGBOOK_C_DEPS:-$PWD/.deps} # an absolute path
stamp="wasmtime $version $wheel_sha256 $crate_sha256"

[ "$(uname -sm)" = "Linux x86_64" ] || {
  echo "install.sh: this wheel of libwasmtime is for Linux on x86_64; take another from https://pypi.org/project/wasmtime/$version/ and its hash" >&2
  exit 1
}

# A compiler that finds Jansson has it already.
have_jansson() {
  printf '#include <jansson.h>\nint main(void) { return json_true() == 0; }\n' |
    cc -x c - -o /dev/null "$@" -ljansson 2>/dev/null
}

if [ "$(cat "$deps/stamp" 2>/dev/null)" = "$stamp" ] && have_jansson -I"$deps/include" -L"$deps/lib"; then
  exit 0
fi

rm -rf "$deps/include" "$deps/lib" "$deps/stamp"
mkdir -p "$deps"
new=$(mktemp -d "$deps/new.XXXXXX")
trap 'rm -rf "$new"' EXIT

echo "wasmtime==$version --hash=sha256:$wheel_sha256" > "$new/requirements.txt"
python3 -m pip download --quiet --no-deps --only-binary :all: --require-hashes \
  --requirement "$new/requirements.txt" --dest "$new"
unzip -q -j "$new"/wasmtime-*.whl wasmtime/linux-x86_64/_libwasmtime.so -d "$new"

curl --fail --silent --show-error --location --retry 3 --output "$new/headers.crate" \
  "https://static.crates.io/crates/wasmtime-c-api-impl/wasmtime-c-api-impl-$version.crate"
echo "$crate_sha256  $new/headers.crate" | sha256sum --check --quiet
tar -xzf "$new/headers.crate" -C "$new" --strip-components=1

mkdir "$deps/lib"
mv "$new/include" "$deps/include"
mv "$new/_libwasmtime.so" "$deps/lib/libwasmtime.so"
# CMake would write this: which parts the library was built with. The wheel has all but these.
sed -e 's/^#cmakedefine/#define/' \
  -e '/WASMTIME_FEATURE_\(WINCH\|ALL_ARCH\|DISABLE_LOGGING\)$/d' \
  "$deps/include/wasmtime/conf.h.in" > "$deps/include/wasmtime/conf.h"

if ! have_jansson; then
  # apt checks the packages against the signed lists of the distribution.
  (cd "$new" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download libjansson-dev libjansson4) || {
    echo "install.sh: cannot fetch libjansson-dev; run 'apt-get update', or install Jansson (its headers, too) in another way" >&2
    exit 1
  }
  for package in "$new"/*.deb; do dpkg -x "$package" "$new/jansson"; done
  cp "$new"/jansson/usr/include/jansson*.h "$deps/include/"
  cp -P "$new"/jansson/usr/lib/*/libjansson.so* "$deps/lib/"
fi

echo "$stamp" > "$deps/stamp"
