#!/bin/sh
# In a network of its own: routes that refuse, nginx in front of what is behind them, one request each.
# Argument: the directory with nginx-files.conf, where nginx also leaves its logs.
set -eu
ip link set lo up
ip route add prohibit 192.0.2.1
ip route add unreachable 192.0.2.2
ip route add blackhole 192.0.2.3
nginx -e stderr -p "$1/" -c "$1/nginx-files.conf" &
server=$!
curl -s -o /dev/null --retry 50 --retry-delay 0 --retry-connrefused --retry-max-time 10 http://127.0.0.1:8080/ready
for path in prohibited unreachable blackholed no-network bound refused; do
  curl -s -o /dev/null "http://127.0.0.1:8080/$path"
done
kill "$server"
wait "$server" || true
