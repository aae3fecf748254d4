#!/usr/bin/env bash
# Makes sure, where it can, that a chromium is here for the browser tests. Never fails: without
# one each browser test says so itself.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo -n)
fi

if command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null; then
    echo "Đang cài chromium cho các kiểm thử trên trình duyệt…"
    # "env": sudo does not hand variables on.
    quietly=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y)
    if "${quietly[@]}" update >/dev/null &&
        "${quietly[@]}" install --no-install-recommends chromium >/dev/null; then
        exit 0
    fi
fi
echo "Không có chromium và không cài được: các kiểm thử trên trình duyệt sẽ báo lỗi." >&2
