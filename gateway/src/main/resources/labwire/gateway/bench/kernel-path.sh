# Five network namespaces in a row, in the user, network and mount namespace that 'unshare -Urnm' made for this script.
# Arguments: offload|segments stream|datagrams SECONDS JAVA-COMMAND...
set -e
mode=$1
pump=$2
seconds=$3
shift 3
mount -t tmpfs none /run
mkdir /run/netns
for n in a b c d e; do
  ip netns add $n
  ip -n $n link set lo up
done
# join LEFT RIGHT NETWORK: LEFT's e0 to RIGHT's w0
join() {
  ip link add v0 netns "$1" type veth peer name v1 netns "$2"
  ip -n "$1" link set v0 name e0 up
  ip -n "$2" link set v1 name w0 up
  ip -n "$1" addr add "$3.1/24" dev e0
  ip -n "$2" addr add "$3.2/24" dev w0
  if [ "$mode" = segments ]; then
    ip netns exec "$1" ethtool -K e0 gso off tso off gro off
    ip netns exec "$2" ethtool -K w0 gso off tso off gro off
  fi
}
join a b 10.1.1
join b c 10.1.2
join c d 10.1.3
join d e 10.1.4
for n in b c d; do
  ip netns exec $n sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
done
ip -n a route add default via 10.1.1.2
ip -n b route add default via 10.1.2.2
ip -n c route add 10.1.1.0/24 via 10.1.2.1
ip -n c route add default via 10.1.3.2
ip -n d route add default via 10.1.3.1
ip -n e route add default via 10.1.4.1
ip netns exec e "$@" "$pump" sink 5001 > /run/sink &
for try in $(seq 100); do
  if grep -q listening /run/sink; then break; fi
  sleep 0.1
done
ip netns exec a "$@" "$pump" source 10.1.4.2 5001 "$seconds"
wait
tail -n 1 /run/sink
