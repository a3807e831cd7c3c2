package labwire.netlab.routing.ospf.packet;

import labwire.netlab.wire.Bytes;

/** What became of bytes that claimed to be an OSPF packet. */
public sealed interface OspfDecoded {
    /**
     * A packet in which every length fits, and its checksum if it has one.
     *
     * @param refusedLsas advertisements of an update that were passed over: of no known type, or with a wrong checksum
     *     or body
     * @param proof what authenticates it
     */
    record Packet(OspfPacket packet, int refusedLsas, AuthenticationProof proof) implements OspfDecoded {}

    /** @param reason what was found and what was expected, for people */
    record Malformed(String reason) implements OspfDecoded {}

    /**
     * What a packet says of its sender's legitimacy (RFC 2328, D).
     *
     * @param type 0 none, 1 password, 2 cryptographic, others unknown
     * @param field the header's eight bytes: a password, or key ID, digest length and sequence number
     * @param whole the packet, and behind its length whatever came with it: a digest, perhaps
     * @param packetLength where that begins
     */
    record AuthenticationProof(int type, long field, Bytes whole, int packetLength) {}
}
