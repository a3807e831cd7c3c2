package labwire.netlab.service.dns;

import java.nio.ByteBuffer;
import java.util.Optional;
import labwire.netlab.service.MailExchange;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;

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
    /** An address of IPv6 (RFC 3596). */
    public static final int AAAA = 28;

    public static final int ANY = 255;

    /** Of an MX record, before its name. */
    static final int PREFERENCE_LENGTH = 2;

    private static final int ADDRESS_LENGTH = 4;
    private static final int ADDRESS_LENGTH_IPV6 = 16;

    /** An A or AAAA record. */
    static DnsRecord address(String name, int ttlSeconds, IpAddress address) {
        byte[] data = address.toInetAddress().getAddress();
        return new DnsRecord(name, addressType(address), INTERNET, ttlSeconds, Bytes.wrap(data));
    }

    /** The type of the records that hold addresses of the same family. */
    static int addressType(IpAddress address) {
        return address.family() == IpAddress.Family.IPV4 ? A : AAAA;
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

    /** The address of an A or AAAA record. */
    Optional<IpAddress> address() {
        ByteBuffer octets = data.asReadOnlyBuffer();
        if (type == A && data.length() == ADDRESS_LENGTH) {
            return Optional.of(new Ipv4Address(octets.getInt()));
        }
        return type == AAAA && data.length() == ADDRESS_LENGTH_IPV6
                ? Optional.of(new Ipv6Address(octets.getLong(), octets.getLong()))
                : Optional.empty();
    }

    /** The name that a CNAME record says is meant. */
    Optional<String> alias() {
        return type == CNAME ? DnsName.read(data.asReadOnlyBuffer()) : Optional.empty();
    }
}
