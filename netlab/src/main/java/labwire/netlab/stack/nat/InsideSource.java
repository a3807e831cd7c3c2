package labwire.netlab.stack.nat;

import labwire.netlab.wire.Ipv4Address;

/** A rule which says what inside sources become: a line of {@code ip nat inside source}. */
public sealed interface InsideSource {
    GlobalSide global();

    /** One address for one address, both ways. */
    record StaticAddress(Ipv4Address local, GlobalSide global) implements InsideSource {}

    /** One port for one port, both ways. */
    record StaticPort(int protocol, Endpoint local, GlobalSide global, int globalPort) implements InsideSource {}

    /**
     * What an access list permits takes an address of a pool or of an interface.
     *
     * @param overload true if many share an address, told apart by their ports
     */
    record Dynamic(String accessList, GlobalSide global, boolean overload) implements InsideSource {}
}
