package labwire.gateway.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The Linux kernel, and FRR on it, at the other end of a lab's VXLAN. */
final class VxlanPeer {
    /** The namespace {@code peer}, whose {@code vx} is the other end of a VXLAN of number 100 from 10.9.0.1 to 10.9.0.2. */
    static final String WIRE = """
            mount -t tmpfs tmpfs /run
            ip link set lo up
            ip netns add peer
            ip link add v0 type veth peer name v1
            ip link set v1 netns peer
            ip addr add 10.9.0.1/24 dev v0
            ip link set v0 mtu 1600 up
            ip -n peer link set lo up
            ip -n peer addr add 10.9.0.2/24 dev v1
            ip -n peer link set v1 mtu 1600 up
            ip -n peer link add vx type vxlan id 100 local 10.9.0.2 remote 10.9.0.1 dstport 4789
            ip -n peer link set vx mtu 1500 up
            """;

    /**
     * Containerlab's shape of it, as {@code containerlab tools vxlan create --link far} makes it: no bridge, but all that
     * comes out of {@code vx} goes to the far end of the port {@code eth1} of a node, a namespace, and back.
     */
    static final String STITCHED = """
            ip netns add node
            ip -n node link set lo up
            ip -n peer link add far type veth peer name eth1 netns node
            ip -n peer link set far up
            ip -n node link set eth1 up
            stitch() {
                ip netns exec peer tc qdisc add dev $1 ingress
                ip netns exec peer tc filter add dev $1 parent ffff: protocol all u32 match u32 0 0 \\
                    action mirred egress redirect dev $2
            }
            stitch vx far
            stitch far vx
            """;

    private VxlanPeer() {}

    /**
     * Has Open vSwitch's own VXLAN take the place of the kernel's, in userspace: {@code vx} is then the port of a bridge.
     * Its processes end with the shell that starts them.
     *
     * @param folder for its sockets and its database
     */
    static String openVswitch(Path folder) {
        return """
            ip -n peer link delete vx
            ip -n peer addr flush dev v1
            # It takes the packets as they are on the wire between the two, where the kernel leaves checksums unmade.
            ip netns exec peer ethtool -K v1 tx off tso off gso off gro off > /dev/null
            ethtool -K v0 tx off > /dev/null
            export OVS_RUNDIR='%1$s' OVS_LOGDIR='%1$s' OVS_DBDIR='%1$s'
            vswitch() { ip netns exec peer setpriv --pdeathsig TERM "$@" -vconsole:err --pidfile > "$OVS_RUNDIR/$1.log" 2>&1 & }
            ovsdb-tool create "$OVS_DBDIR/conf.db" /usr/share/openvswitch/vswitch.ovsschema
            vswitch ovsdb-server --remote="punix:$OVS_RUNDIR/db.sock"
            for i in $(seq 400); do [ -S "$OVS_RUNDIR/db.sock" ] && break; sleep 0.1; done
            ovs-vsctl --timeout=40 --no-wait init
            vswitch ovs-vswitchd
            ovs-vsctl --timeout=40 \\
                -- add-br under -- set bridge under datapath_type=netdev -- set interface under mtu_request=1600 \\
                -- add-port under v1 \\
                -- add-br vx -- set bridge vx datapath_type=netdev \\
                -- add-port vx vxlan0 -- set interface vxlan0 type=vxlan options:local_ip=10.9.0.2 \\
                   options:remote_ip=10.9.0.1 options:dst_port=4789 options:key=100
            ip -n peer addr add 10.9.0.2/24 dev under
            ip -n peer link set under up
            ip -n peer link set vx up
            """.formatted(folder);
    }

    static void assumeOpenVswitch() throws IOException, InterruptedException {
        assumeTaps();
        ExternalProgram.assumePresent("ethtool");
        ExternalProgram.assumePresent("setpriv");
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/ovs-vswitchd")), "openvswitch-switch is not installed");
    }

    /** Skips a test where the kernel cannot redirect what comes to an interface. */
    static void assumeRedirection() throws IOException, InterruptedException {
        ExternalProgram.assumePresent("unshare");
        ExternalProgram.assumePresent("tc");
        String[] trial = {"unshare", "-Urn", "sh", "-c", """
                tc qdisc add dev lo ingress && tc filter add dev lo parent ffff: protocol all u32 match u32 0 0 \
                    action mirred egress redirect dev lo
                """};
        assumeTrue(ExternalProgram.run("", trial).status() == 0, "this system's tc cannot redirect frames");
    }

    /** Skips a test where namespaces give no TAPs. */
    static void assumeTaps() throws IOException, InterruptedException {
        ExternalProgram.assumePresent("unshare");
        ExternalProgram.assumePresent("ip");
        String[] trial = {"unshare", "-Urnm", "ip", "tuntap", "add", "dev", "lw0", "mode", "tap"};
        assumeTrue(ExternalProgram.run("", trial).status() == 0, "this system gives no user namespaces with TAPs");
    }

    static void assumeFrr() {
        assumeTrue(Files.isExecutable(Path.of("/usr/lib/frr/ospfd")), "frr is not installed");
    }

    /** Skips a test where there are no namespaces, or no VXLAN in them. */
    static void assumeKernel() throws IOException, InterruptedException {
        ExternalProgram.assumePresent("unshare");
        ExternalProgram.assumePresent("ip");
        ExternalProgram.assumePresent("ping");
        String[] trial = {"unshare", "-Urnm", "ip", "link", "add", "vx", "type", "vxlan", "id", "1", "dstport", "4789"};
        assumeTrue(ExternalProgram.run("", trial).status() == 0, "this system gives no user namespaces with VXLAN");
    }

    /**
     * Runs commands of bash beside a lab, all of it in namespaces of its own, where an unprivileged user is root.
     *
     * <p>They find: the namespace {@code peer}, whose {@code vx}, 10.0.1.2/24, is the other end of the lab's VXLAN;
     * {@code peer COMMAND} to run one there, {@code R1 COMMAND} to have the router asked, {@code frr NAMESPACE} to have
     * FRR run there by the configuration that it reads, {@code frr_says NAMESPACE COMMAND}, and {@code await COMMAND} to
     * wait until something holds.
     *
     * @param before commands that are run before the lab is started
     */
    static LabProcess.Outcome run(Path folder, String lab, String before, String commands)
            throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        return run(folder, command(folder, "lab", "up", lab, "--data", data.toString()), before, commands);
    }

    /**
     * Does so with a lab that a script starts, such as {@link #command} writes; its data folder is {@code data}.
     *
     * @param up ends its start with a line as {@code labwire up} does; {@code ${lab[0]}} and {@code ${lab[1]}} are its
     *     output and its input
     */
    static LabProcess.Outcome run(Path folder, Path up, String before, String commands)
            throws IOException, InterruptedException {
        assumeKernel();
        Path data = folder.resolve("data");
        Path exec = command(folder, "exec", "exec", "R1", "--data", data.toString());
        Path script = Files.writeString(folder.resolve("peer"), """
                set -e
                """ + WIRE + """
                ip -n peer addr add 10.0.1.2/24 dev vx
                """ + before + """
                cd "$1"
                coproc lab { exec sh "$2"; }
                trap 'kill $(jobs -p); wait' EXIT
                while read -r line <&"${lab[0]}"; do
                    echo "$line"
                    case $line in 'Lab '*' is up') up=1; break;; esac
                done
                [ "$up" ]
                R1() { sh "$exec" -- "$@"; }
                exec="$3"
                folder="$4"
                peer() { ip netns exec peer "$@"; }
                # FRR wants its user to be in this group; here there is no group but root's.
                (grep -v ^frrvty: /etc/group; echo frrvty:x:0:root) > "$folder/group"
                frr() {
                    local at="$folder/frr-$1"
                    mkdir "$at"
                    cat > "$at/ospfd.conf"
                    : > "$at/zebra.conf"
                    mountpoint -q /etc/group || mount --bind "$folder/group" /etc/group
                    daemon "$1" zebra
                    await '[ -S "$folder/frr-'$1'/zserv.api" ]'
                    daemon "$1" ospfd
                }
                daemon() {
                    local at="$folder/frr-$1"
                    ip netns exec $1 /usr/lib/frr/$2 -u root -g root -f "$at/$2.conf" -i "$at/$2.pid" \\
                        -z "$at/zserv.api" --vty_socket "$at" -A 127.0.0.1 > "$at/$2.log" 2>&1 &
                }
                frr_says() { vtysh --vty_socket "$folder/frr-$1" -c "$2"; }
                await() { for i in $(seq 200); do eval "$1" && return; sleep 0.2; done; echo "in vain: $1"; }
                """ + commands);
        return ExternalProgram.run(
                "",
                "unshare",
                "-Urnm",
                "bash",
                script.toString(),
                LabProcess.ROOT.toString(),
                up.toString(),
                exec.toString(),
                folder.toString());
    }

    /** A script that runs a command of ours, and what is given to it after that. */
    static Path command(Path folder, String name, String... arguments) throws IOException {
        return script(folder, name, LabProcess.command(List.of(arguments)).command());
    }

    /** A script that runs a command, and what is given to it after that. */
    static Path script(Path folder, String name, List<String> command) throws IOException {
        String words = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return Files.writeString(folder.resolve(name), "exec " + words + " \"$@\"\n");
    }
}
