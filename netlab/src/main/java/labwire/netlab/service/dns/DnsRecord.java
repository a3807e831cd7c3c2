package labwire.netlab.service.dns;

import java.nio.ByteBuffer;
import java.util.Optional;
import labwire.netlab.service.MailExchange;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;

/**
 * What is known of a name (<a href="https://www.rfc-editor.org/rfc/rfc1035#section-4.1.3">RFC 1035, 4.1.3</a>).
 *
 * @param name without a dot at the end
 * @param type such as {@link #A}
 * @param ttlSeconds how long it may be remembered; 0 or more
 * @param data names in it are written out
 */
public record DnsRecord(String name, int type, int recordClass, int ttlSeconds, Bytes data) {
    public static final int INTERNET = 1;

    public static final int A = 1;
    public static final int NS = 2;
    public static final int CNAME = 5;
    public static final int PTR = 12;
    public static final int MX = 15;
    public static final int ANY = 255;

    /** Of an MX record, before its name. */
    static final int PREFERENCE_LENGTH = 2;

    private static final int ADDRESS_LENGTH = 4;

    static DnsRecord address(String name, int ttlSeconds, Ipv4Address address) {
        byte[] data =
                ByteBuffer.allocate(ADDRESS_LENGTH).putInt(address.value()).array();
        return new DnsRecord(name, A, INTERNET, ttlSeconds, Bytes.wrap(data));
    }

    static DnsRecord exchange(String name, int ttlSeconds, MailExchange exchange) {
        ByteBuffer data = ByteBuffer.allocate(PREFERENCE_LENGTH + DnsName.MAX_LENGTH);
        data.putShort((short) exchange.preference());
        DnsName.write(data, exchange.host());
        return new DnsRecord(name, MX, INTERNET, ttlSeconds, Bytes.wrap(data.array(), 0, data.position()));
    }

    static DnsRecord pointer(String name, int ttlSeconds, String host) {
        ByteBuffer data = ByteBuffer.allocate(DnsName.MAX_LENGTH);
        DnsName.write(data, host);
        return new DnsRecord(name, PTR, INTERNET, ttlSeconds, Bytes.wrap(data.array(), 0, data.position()));
    }

    /** The address of an A record. */
    Optional<Ipv4Address> address() {
        return type == A && data.length() == ADDRESS_LENGTH
                ? Optional.of(new Ipv4Address(data.asReadOnlyBuffer().getInt()))
                : Optional.empty();
    }

    /** The name that a CNAME record says is meant. */
    Optional<String> alias() {
        return type == CNAME ? DnsName.read(data.asReadOnlyBuffer()) : Optional.empty();
    }
}
