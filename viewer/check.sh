#!/usr/bin/env bash
# Builds the map page from its lockfile, compares it byte by byte with assets/viewer/, and tests it in Chromium.
set -euo pipefail
cd "$(dirname "$0")"
browser=${CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$browser" ]; then
  apt-get update -qq
  apt-get install -qq -y --no-install-recommends chromium fonts-noto-core
fi
npm ci --ignore-scripts
npm run --silent types
npm run --silent verify
npm test
