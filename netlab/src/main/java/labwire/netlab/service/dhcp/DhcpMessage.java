package labwire.netlab.service.dhcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;

/**
 * A DHCP message (RFC 2131, 2).
 *
 * @param fromClient true for BOOTREQUEST, false for BOOTREPLY
 * @param hops relay agents that it has passed
 * @param transaction chosen by the client, the same in the answer
 * @param seconds since the client began, 0 to 65535
 * @param broadcast true if the client cannot take in what is sent to an address that it does not have yet
 * @param client the client's address, if it has one and answers ARP for it ({@code ciaddr})
 * @param yours the address that the server gives ({@code yiaddr})
 * @param next the server for the next step of a boot ({@code siaddr})
 * @param relay the first relay agent's address on the client's network ({@code giaddr})
 * @param station the client's MAC address
 * @param bootFile a file's name for that step; empty for none
 * @param options by code; never PAD, END or OVERLOAD
 */
public record DhcpMessage(
        boolean fromClient,
        int hops,
        int transaction,
        int seconds,
        boolean broadcast,
        Ipv4Address client,
        Ipv4Address yours,
        Ipv4Address next,
        Ipv4Address relay,
        MacAddress station,
        String bootFile,
        Map<Integer, Bytes> options) {
    public DhcpMessage {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** A client's message: no address, no relay agent yet. */
    public static DhcpMessage request(
            DhcpMessageType type, int transaction, int seconds, MacAddress station, Map<Integer, Bytes> options) {
        Map<Integer, Bytes> all = new TreeMap<>(options);
        all.put(DhcpOption.MESSAGE_TYPE, octet(type.code()));
        return new DhcpMessage(
                true,
                0,
                transaction,
                seconds,
                true,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                station,
                "",
                all);
    }

    /** A server's answer to this message (RFC 2131, table 3). */
    DhcpMessage reply(DhcpMessageType type, Ipv4Address yourAddress, Map<Integer, Bytes> replyOptions) {
        Map<Integer, Bytes> all = new TreeMap<>(replyOptions);
        all.put(DhcpOption.MESSAGE_TYPE, octet(type.code()));
        Ipv4Address kept = type == DhcpMessageType.ACK ? client : Ipv4Address.ANY;
        return new DhcpMessage(
                false, 0, transaction, 0, broadcast, kept, yourAddress, Ipv4Address.ANY, relay, station, "", all);
    }

    DhcpMessage withRelay(int newHops, Ipv4Address newRelay) {
        return new DhcpMessage(
                fromClient,
                newHops,
                transaction,
                seconds,
                broadcast,
                client,
                yours,
                next,
                newRelay,
                station,
                bootFile,
                options);
    }

    DhcpMessage withClient(Ipv4Address newClient, boolean newBroadcast) {
        return new DhcpMessage(
                fromClient,
                hops,
                transaction,
                seconds,
                newBroadcast,
                newClient,
                yours,
                next,
                relay,
                station,
                bootFile,
                options);
    }

    DhcpMessage withBoot(Ipv4Address newNext, String newBootFile) {
        return new DhcpMessage(
                fromClient,
                hops,
                transaction,
                seconds,
                broadcast,
                client,
                yours,
                newNext,
                relay,
                station,
                newBootFile,
                options);
    }

    /** What it is about; empty for plain BOOTP, or a type that nobody knows. */
    public Optional<DhcpMessageType> type() {
        Bytes value = options.get(DhcpOption.MESSAGE_TYPE);
        return value == null || value.length() != 1 ? Optional.empty() : DhcpMessageType.of(value.get(0) & 0xFF);
    }

    /** An option of one address, or the first of several. */
    public Optional<Ipv4Address> address(int option) {
        return addresses(option).stream().findFirst();
    }

    /** An option of addresses; empty if it is not there. */
    public List<Ipv4Address> addresses(int option) {
        Bytes value = options.getOrDefault(option, Bytes.EMPTY);
        List<Ipv4Address> addresses = new ArrayList<>();
        for (int at = 0; at + 4 <= value.length(); at += 4) {
            addresses.add(new Ipv4Address(int32(value, at)));
        }
        return addresses;
    }

    /** An option of one unsigned number of 32 bits. */
    public Optional<Long> number(int option) {
        Bytes value = options.getOrDefault(option, Bytes.EMPTY);
        return value.length() == 4 ? Optional.of(int32(value, 0) & 0xFFFF_FFFFL) : Optional.empty();
    }

    /** An option of text, one character an octet, without what some put after it. */
    public Optional<String> text(int option) {
        Bytes value = options.get(option);
        if (value == null) {
            return Optional.empty();
        }
        String text = new String(value.toByteArray(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return Optional.of(end < 0 ? text : text.substring(0, end));
    }

    /** What tells this client from others (RFC 2131, 4.2): its identifier, or its kind of hardware and address. */
    public Bytes clientKey() {
        Bytes identifier = options.get(DhcpOption.CLIENT_IDENTIFIER);
        return identifier == null || identifier.isEmpty() ? hardwareKey(station) : identifier;
    }

    /** The identifier of a client that gives none, and of most that give one: Ethernet (1) and the address. */
    public static Bytes hardwareKey(MacAddress station) {
        byte[] key = new byte[7];
        key[0] = 1;
        for (int i = 0; i < 6; i++) {
            key[i + 1] = (byte) (station.value() >>> (40 - 8 * i));
        }
        return Bytes.wrap(key);
    }

    static Bytes octet(int value) {
        return Bytes.wrap(new byte[] {(byte) value});
    }

    static Bytes number32(long value) {
        return Bytes.wrap(
                new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    static Bytes ofText(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Bytes ofAddresses(List<Ipv4Address> addresses) {
        byte[] octets = new byte[4 * addresses.size()];
        for (int i = 0; i < addresses.size(); i++) {
            int value = addresses.get(i).value();
            for (int shift = 0; shift < 4; shift++) {
                octets[4 * i + shift] = (byte) (value >>> (24 - 8 * shift));
            }
        }
        return Bytes.wrap(octets);
    }

    private static int int32(Bytes value, int at) {
        return (value.get(at) & 0xFF) << 24
                | (value.get(at + 1) & 0xFF) << 16
                | (value.get(at + 2) & 0xFF) << 8
                | value.get(at + 3) & 0xFF;
    }
}
