package labwire.netlab.service.dhcp;

import java.util.Optional;

/** What a message is about (RFC 2132, 9.6), and who sends it (RFC 2131, table 2). */
public enum DhcpMessageType {
    /** From a client: who has an address for me? */
    DISCOVER(1),
    /** From a server, to a DISCOVER. */
    OFFER(2),
    /** From a client: I take this one; or: I still have this one; or: may I keep it? */
    REQUEST(3),
    /** From a client: somebody else uses that address. */
    DECLINE(4),
    /** From a server, to a REQUEST: it is yours. Also to an INFORM. */
    ACK(5),
    /** From a server, to a REQUEST: it is not. */
    NAK(6),
    /** From a client: I need it no more. */
    RELEASE(7),
    /** From a client that has an address: what else should I know? */
    INFORM(8);

    private final int code;

    DhcpMessageType(int code) {
        this.code = code;
    }

    /** Its number on the wire. */
    public int code() {
        return code;
    }

    static Optional<DhcpMessageType> of(int code) {
        for (DhcpMessageType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
