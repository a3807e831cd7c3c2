package labwire.netlab.stack.ip6;

import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;

/** What IPv6 needs of an interface of the stack. */
public interface Ip6Link {
    String name();

    /** Its number in its stack, from 1: the zone of its link-local addresses. */
    int index();

    MacAddress mac();

    boolean isUp();

    /** True for the link to oneself. */
    boolean isLoopback();

    /** The largest packet, in bytes, that the link takes. */
    int mtu();

    /** Sends a packet to a station, or loses it. */
    void transmit(Ipv6Packet packet, MacAddress station);
}
