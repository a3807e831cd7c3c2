package labwire.netlab.routing.ospf;

import labwire.netlab.routing.ospf.packet.Authentication;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/**
 * What an interface is told (RFC 2328, C.3).
 *
 * @param area 0.0.0.0 is the backbone
 * @param address of the interface
 * @param network that the address is in
 * @param cost of sending from it, 1 to 65535
 * @param priority to become designated router, 0 to 255; 0: never
 * @param helloSeconds between two hellos, 1 to 65535
 * @param deadSeconds of silence after which a neighbour is gone, 1 to 65535
 * @param retransmitSeconds until what is not acknowledged is sent anew, 1 to 65535
 * @param transmitDelaySeconds by which advertisements age on the link, 1 to 65535
 * @param passive true to advertise its network and speak to nobody
 * @param mtu in bytes
 * @param mtuIgnored true to be adjacent to routers with a larger MTU all the same
 */
public record InterfaceSettings(
        Ipv4Address area,
        Ipv4Address address,
        Ipv4Prefix network,
        NetworkType type,
        int cost,
        int priority,
        int helloSeconds,
        int deadSeconds,
        int retransmitSeconds,
        int transmitDelaySeconds,
        boolean passive,
        int mtu,
        boolean mtuIgnored,
        Authentication authentication) {
    public static final int DEFAULT_PRIORITY = 1;
    public static final int DEFAULT_HELLO_SECONDS = 10;
    public static final int DEFAULT_DEAD_SECONDS = 40;
    public static final int DEFAULT_RETRANSMIT_SECONDS = 5;
    public static final int DEFAULT_TRANSMIT_DELAY_SECONDS = 1;

    /** An interface with the values that IOS begins with, and an MTU of 1500. */
    public static InterfaceSettings of(
            Ipv4Address area, Ipv4Address address, Ipv4Prefix network, NetworkType type, int cost) {
        return new InterfaceSettings(
                area,
                address,
                network,
                type,
                cost,
                DEFAULT_PRIORITY,
                DEFAULT_HELLO_SECONDS,
                DEFAULT_DEAD_SECONDS,
                DEFAULT_RETRANSMIT_SECONDS,
                DEFAULT_TRANSMIT_DELAY_SECONDS,
                false,
                1500,
                false,
                Authentication.NONE);
    }

    /** As IOS has it: longer where hellos go to one neighbour at a time, or over slow links. */
    public static int defaultHelloSeconds(NetworkType type) {
        return switch (type) {
            case BROADCAST, POINT_TO_POINT, LOOPBACK -> DEFAULT_HELLO_SECONDS;
            case NON_BROADCAST, POINT_TO_MULTIPOINT -> 30;
        };
    }

    /** True if a change from one to the other need not end the adjacencies. */
    boolean keepsAdjacencies(InterfaceSettings next) {
        return area.equals(next.area)
                && address.equals(next.address)
                && network.equals(next.network)
                && type == next.type
                && passive == next.passive;
    }
}
