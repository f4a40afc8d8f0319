#!/bin/sh
# Installs OneCity from an unpacked archive. Needs no network. Run again with a newer archive it upgrades: stops the service,
# backs up, brings the database forward, verifies, starts again. Nothing of the former version is removed.
#
#   sudo ./install.sh [--prefix /opt/onecity] [--data /var/lib/onecity] [--etc /etc/onecity] [--user onecity] [--no-service]
set -eu

prefix=/opt/onecity data=/var/lib/onecity etc=/etc/onecity user=onecity service=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix) prefix=$2; shift 2 ;;
    --data) data=$2; shift 2 ;;
    --etc) etc=$2; shift 2 ;;
    --user) user=$2; shift 2 ;;
    --no-service) service=no; shift ;;
    *) echo "未知选项 unknown option: $1" >&2; exit 2 ;;
  esac
done

here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$here/apps/server/package.json")
target="$prefix/$version"

if [ "$service" = yes ]; then
  [ "$(id -u)" -eq 0 ] || { echo "请以 root 运行，或加 --no-service。Run as root, or with --no-service." >&2; exit 1; }
  command -v systemctl >/dev/null || { echo "没有 systemd，请加 --no-service。No systemd here: use --no-service." >&2; exit 1; }
  id "$user" >/dev/null 2>&1 || useradd --system --home-dir "$data" --shell /usr/sbin/nologin "$user"
fi

echo "OneCity $version → $target"
was_running=no
if [ "$service" = yes ] && systemctl is-active --quiet onecity; then
  was_running=yes
  systemctl stop onecity
fi

mkdir -p "$prefix" "$data" "$etc"
if [ "$here" != "$target" ]; then
  rm -rf "$target.partial"
  cp -R "$here" "$target.partial"
  rm -rf "$target"
  mv "$target.partial" "$target"
fi
ln -sfn "$target" "$prefix/current.new"
mv -T "$prefix/current.new" "$prefix/current" 2>/dev/null || { rm -f "$prefix/current"; mv "$prefix/current.new" "$prefix/current"; }

# The command for people at a terminal: with the Node.js that came along, if one did.
cat >"$prefix/onecity" <<COMMAND
#!/bin/sh
node="$prefix/current/node/bin/node"
[ -x "\$node" ] || node=node
exec "\$node" "$prefix/current/apps/server/bin/onecity.mjs" "\$@"
COMMAND
chmod 755 "$prefix/onecity"

if [ ! -f "$etc/onecity.env" ]; then
  sed -e "s|^ONECITY_DATA=.*|ONECITY_DATA=$data|" "$here/onecity.env" >"$etc/onecity.env"
  chmod 640 "$etc/onecity.env"
fi

if [ "$service" = yes ]; then
  chown -R "$user" "$data"
  chgrp "$user" "$etc/onecity.env" 2>/dev/null || true
  sed -e "s|/opt/onecity|$prefix|g; s|/var/lib/onecity|$data|g; s|/etc/onecity|$etc|g; s|^User=.*|User=$user|" \
    "$here/onecity.service" >/etc/systemd/system/onecity.service
  ln -sf "$prefix/onecity" /usr/local/bin/onecity
  systemctl daemon-reload
  if [ -f "$data/postgres.json" ]; then
    su -s /bin/sh "$user" -c "'$prefix/onecity' upgrade --data '$data'"
  fi
  systemctl enable onecity >/dev/null 2>&1 || true
  systemctl start onecity
  echo "已启动 started: systemctl status onecity"
  [ "$was_running" = yes ] && echo "旧版本仍在 former versions stay in $prefix"
else
  echo "启动 start it with: $prefix/onecity serve --data $data"
fi
echo "http://localhost:7070"
