# Two ends of a VXLAN in the user, network and mount namespace that 'unshare -Urnm' made for this script; the kernel's
# end has a network namespace of its own within it.
# Arguments: lab-sends|lab-receives|kernel SECONDS JAVA-COMMAND...
set -e
mode=$1
seconds=$2
shift 2
mount -t tmpfs none /run
mkdir /run/netns
ip link set lo up
ip netns add peer
ip -n peer link set lo up
ip link add v0 type veth peer name v1 netns peer
ip addr add 10.9.0.1/24 dev v0
ip link set v0 mtu 1600 up
ip -n peer addr add 10.9.0.2/24 dev v1
ip -n peer link set v1 mtu 1600 up
# What leaves is what a wire would carry: segments, with their checksums.
ip netns exec peer ethtool -K v1 tx off tso off gso off gro off > /run/ethtool
ip -n peer link add vx type vxlan id 100 local 10.9.0.2 remote 10.9.0.1 dstport 4789
ip -n peer addr add 10.0.1.2/24 dev vx
ip -n peer link set vx mtu 1500 up
if [ "$mode" = kernel ]; then
  ethtool -K v0 tx off tso off gso off gro off > /run/ethtool
  ip link add vx type vxlan id 100 local 10.9.0.1 remote 10.9.0.2 dstport 4789
  ip addr add 10.0.1.1/24 dev vx
  ip link set vx mtu 1500 up
fi
peer() { ip netns exec peer "$@"; }
listening() {
  for try in $(seq 100); do
    if grep -q listening /run/sink; then break; fi
    sleep 0.1
  done
}
case $mode in
  lab-sends)
    peer "$@" labwire.gateway.bench.SocketPump stream sink 5001 > /run/sink &
    listening
    "$@" labwire.gateway.bench.VxlanBenchmark source "$seconds"
    ;;
  lab-receives)
    "$@" labwire.gateway.bench.VxlanBenchmark sink > /run/sink &
    listening
    peer "$@" labwire.gateway.bench.SocketPump stream source 10.0.1.1 5001 "$seconds"
    ;;
  kernel)
    "$@" labwire.gateway.bench.SocketPump stream sink 5001 > /run/sink &
    listening
    peer "$@" labwire.gateway.bench.SocketPump stream source 10.0.1.1 5001 "$seconds"
    ;;
esac
wait
tail -n 1 /run/sink
