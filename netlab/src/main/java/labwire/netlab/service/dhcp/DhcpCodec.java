package labwire.netlab.service.dhcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** Messages to bytes and back (RFC 2131, 2; RFC 2132, 2 and 9.3; RFC 3396 for long options). Stateless; any thread. */
public final class DhcpCodec {
    /** What is longer is malformed. */
    public static final int MAX_LENGTH = 4096;

    private static final int FIXED_LENGTH = 236;
    private static final int COOKIE = 0x63825363;
    private static final int SERVER_NAME_AT = 44;
    private static final int SERVER_NAME_LENGTH = 64;
    private static final int FILE_AT = 108;
    private static final int FILE_LENGTH = 128;
    /** What a BOOTP client expects at least (RFC 1542, 2.1). */
    private static final int MIN_LENGTH = 300;

    private static final int ETHERNET = 1;
    private static final int MAC_LENGTH = 6;
    private static final int BROADCAST_FLAG = 0x8000;
    private static final int MAX_OPTION_LENGTH = 255;
    /** Of one option's parts together. */
    private static final int MAX_VALUE_LENGTH = 1024;

    private DhcpCodec() {}

    public static Bytes encode(DhcpMessage message) {
        ByteBuffer out = ByteBuffer.allocate(MAX_LENGTH);
        out.put((byte) (message.fromClient() ? 1 : 2)).put((byte) ETHERNET).put((byte) MAC_LENGTH);
        out.put((byte) message.hops()).putInt(message.transaction()).putShort((short) message.seconds());
        out.putShort((short) (message.broadcast() ? BROADCAST_FLAG : 0));
        out.putInt(message.client().value()).putInt(message.yours().value());
        out.putInt(message.next().value()).putInt(message.relay().value());
        out.putShort((short) (message.station().value() >>> 32))
                .putInt((int) message.station().value());
        byte[] file = message.bootFile().getBytes(StandardCharsets.ISO_8859_1);
        out.put(FILE_AT, file, 0, Math.min(file.length, FILE_LENGTH - 1));
        out.position(FIXED_LENGTH);
        out.putInt(COOKIE);
        // Some clients want the type first.
        put(out, DhcpOption.MESSAGE_TYPE, message.options().get(DhcpOption.MESSAGE_TYPE));
        put(out, DhcpOption.SERVER_IDENTIFIER, message.options().get(DhcpOption.SERVER_IDENTIFIER));
        message.options().forEach((code, value) -> {
            if (code != DhcpOption.MESSAGE_TYPE && code != DhcpOption.SERVER_IDENTIFIER) {
                put(out, code, value);
            }
        });
        out.put((byte) DhcpOption.END);
        return Bytes.wrap(out.array(), 0, Math.max(MIN_LENGTH, out.position()));
    }

    private static void put(ByteBuffer out, int code, @Nullable Bytes value) {
        if (value == null) {
            return;
        }
        int at = 0;
        do {
            int length = Math.min(MAX_OPTION_LENGTH, value.length() - at);
            if (out.remaining() < length + 3) {
                return;
            }
            out.put((byte) code).put((byte) length);
            value.copyTo(at, out, length);
            at += length;
        } while (at < value.length());
    }

    /** The message in a datagram; empty if it is none. */
    public static Optional<DhcpMessage> decode(Bytes bytes) {
        if (bytes.length() < FIXED_LENGTH + 4 || bytes.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        ByteBuffer in = bytes.asReadOnlyBuffer();
        int operation = in.get() & 0xFF;
        boolean ethernet = (in.get() & 0xFF) == ETHERNET && (in.get() & 0xFF) == MAC_LENGTH;
        if (operation < 1 || operation > 2 || !ethernet || in.getInt(FIXED_LENGTH) != COOKIE) {
            return Optional.empty();
        }
        int hops = in.get() & 0xFF;
        int transaction = in.getInt();
        int seconds = in.getShort() & 0xFFFF;
        boolean broadcast = (in.getShort() & BROADCAST_FLAG) != 0;
        Ipv4Address client = new Ipv4Address(in.getInt());
        Ipv4Address yours = new Ipv4Address(in.getInt());
        Ipv4Address next = new Ipv4Address(in.getInt());
        Ipv4Address relay = new Ipv4Address(in.getInt());
        MacAddress station = new MacAddress((long) (in.getShort() & 0xFFFF) << 32 | in.getInt() & 0xFFFF_FFFFL);
        Map<Integer, Bytes> options = new TreeMap<>();
        Bytes rest = bytes.slice(FIXED_LENGTH + 4, bytes.length() - FIXED_LENGTH - 4);
        if (!readOptions(rest, options)) {
            return Optional.empty();
        }
        Bytes overload = options.remove(DhcpOption.OVERLOAD);
        int used = overload == null || overload.length() != 1 ? 0 : overload.get(0);
        boolean fileIsOptions = (used & 1) != 0;
        if (fileIsOptions && !readOptions(bytes.slice(FILE_AT, FILE_LENGTH), options)
                || (used & 2) != 0 && !readOptions(bytes.slice(SERVER_NAME_AT, SERVER_NAME_LENGTH), options)) {
            return Optional.empty();
        }
        String file = fileIsOptions ? "" : text(bytes.slice(FILE_AT, FILE_LENGTH));
        return Optional.of(new DhcpMessage(
                operation == 1,
                hops,
                transaction,
                seconds,
                broadcast,
                client,
                yours,
                next,
                relay,
                station,
                file,
                options));
    }

    /** Adds the options of an area; a second part of one is joined to the first. False if one is cut short. */
    private static boolean readOptions(Bytes area, Map<Integer, Bytes> options) {
        int at = 0;
        while (at < area.length()) {
            int code = area.get(at++) & 0xFF;
            if (code == DhcpOption.END) {
                return true;
            }
            if (code == DhcpOption.PAD) {
                continue;
            }
            if (at == area.length() || at + 1 + (area.get(at) & 0xFF) > area.length()) {
                return false;
            }
            int length = area.get(at) & 0xFF;
            Bytes part = area.slice(at + 1, length);
            Bytes before = options.get(code);
            if (before != null && before.length() + length > MAX_VALUE_LENGTH) {
                return false;
            }
            options.put(code, before == null ? part : joined(before, part));
            at += 1 + length;
        }
        return true;
    }

    private static Bytes joined(Bytes first, Bytes second) {
        byte[] both = new byte[first.length() + second.length()];
        first.copyTo(0, both, 0, first.length());
        second.copyTo(0, both, first.length(), second.length());
        return Bytes.wrap(both);
    }

    private static String text(Bytes field) {
        String text = new String(field.toByteArray(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
