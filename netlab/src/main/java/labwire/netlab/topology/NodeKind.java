package labwire.netlab.topology;

import java.util.Optional;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.InterfaceType;

/** What a node of the lab file is. */
public enum NodeKind {
    /** containerlab's {@code linux}: a host. */
    LINUX("linux", InterfaceType.ETHERNET, "eth0 to eth63"),
    /** {@code cisco_vios} with {@code type: router}, the type it has by default. */
    ROUTER("cisco_vios", InterfaceType.GIGABIT_ETHERNET, "Gi0/0 to Gi0/3"),
    /** {@code cisco_vios} with {@code type: switch}. */
    SWITCH("cisco_vios", InterfaceType.GIGABIT_ETHERNET, "Gi0/0 to Gi3/3"),
    /** Ours: the host through which the workstation's connections enter the lab. */
    CLOUD("cloud", InterfaceType.ETHERNET, "eth0 to eth63");

    /** Ports of a host: {@code eth0} to {@code eth63}. */
    static final int MAX_HOST_PORTS = 64;

    private static final int ROUTER_PORTS = 4;
    private static final int SWITCH_SLOTS = 4;
    private static final int PORTS_PER_SLOT = 4;

    private final String kind;
    private final InterfaceType portType;
    private final String portRange;

    NodeKind(String kind, InterfaceType portType, String portRange) {
        this.kind = kind;
        this.portType = portType;
        this.portRange = portRange;
    }

    /** The lab file's word for it. */
    public String kind() {
        return kind;
    }

    /** The ports that such a node has, for messages. */
    String portRange() {
        return portRange;
    }

    /** The port's name in full, from any of its spellings; empty if such a node does not have it. */
    Optional<InterfaceName> port(String text) {
        return InterfaceName.tryParse(text).filter(this::hasPort);
    }

    private boolean hasPort(InterfaceName name) {
        if (name.type() != portType) {
            return false;
        }
        return switch (this) {
            case LINUX, CLOUD -> name.slot() == 0 && name.number() < MAX_HOST_PORTS;
            case ROUTER -> name.slot() == 0 && name.number() < ROUTER_PORTS;
            case SWITCH -> name.slot() < SWITCH_SLOTS && name.number() < PORTS_PER_SLOT;
        };
    }
}
