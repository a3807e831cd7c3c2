package labwire.netlab.cloud;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.Optional;
import labwire.netlab.wire.Bytes;

/**
 * The server's side of what a SOCKS5 client says before its connection (<a
 * href="https://www.rfc-editor.org/rfc/rfc1928">RFC 1928</a>, <a href="https://www.rfc-editor.org/rfc/rfc1929">RFC
 * 1929</a>). Bytes in, bytes and a decision out; no I/O, no clock.
 *
 * <pre>
 *   METHODS  05 n methods            -> 05 00, 05 02 or 05 FF
 *   LOGIN    01 n user n password    -> 01 00 or 01 01
 *   REQUEST  05 01 00 type addr port -> the connection decides; 05 03, datagrams: the relay
 * </pre>
 *
 * <p>The longest message is {@value #MAX_MESSAGE_BYTES} bytes.
 */
final class SocksNegotiation {
    static final int VERSION = 5;
    /** A login: version, and user and password of 255 bytes, each after its length. */
    static final int MAX_MESSAGE_BYTES = 513;

    private static final int LOGIN_VERSION = 1;
    private static final int CONNECT = 1;
    private static final int UDP_ASSOCIATE = 3;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_AND_PASSWORD = 2;
    private static final int NONE_ACCEPTABLE = 0xFF;
    /** Version, command, a reserved byte, type of address. */
    private static final int REQUEST_HEAD_BYTES = 4;

    private enum State {
        /** To LOGIN, REQUEST or OVER. */
        METHODS,
        /** To REQUEST or OVER. */
        LOGIN,
        /** To OVER. */
        REQUEST,
        /** Last: connected, or refused. */
        OVER
    }

    /** What comes of a message. */
    sealed interface Step {
        /** The message is not whole yet. */
        record Incomplete() implements Step {}

        /** To be sent; the client goes on. */
        record Answer(Bytes bytes) implements Step {}

        /** To be connected: an address, or an unresolved name. */
        record Connect(InetSocketAddress destination) implements Step {}

        /** To be given a relay of datagrams; the client sends from that port, or, if it is 0, does not say. */
        record Associate(int clientPort) implements Step {}

        /** To be sent, if it is not empty; then the connection is over. */
        record Refuse(Refusal reason, Bytes bytes) implements Step {}
    }

    /** Why a client is turned away. */
    enum Refusal {
        /** Does not speak SOCKS5 as it is written. */
        MALFORMED,
        /** Will not log in as it should, or not with these words. */
        NOT_LOGGED_IN,
        /** Wants something that is not offered: BIND, another kind of address. */
        UNSUPPORTED
    }

    private static final Step INCOMPLETE = new Step.Incomplete();

    private final Optional<SocksCredentials> credentials;
    private State state = State.METHODS;

    /** @param credentials that clients must give; empty: anybody may */
    SocksNegotiation(Optional<SocksCredentials> credentials) {
        this.credentials = credentials;
    }

    /**
     * Takes the next message, if it is whole; what is not is left in the buffer. Not to be called after a connect, an
     * associate or a refusal.
     */
    Step take(ByteBuf input) {
        return switch (state) {
            case METHODS -> methods(input);
            case LOGIN -> login(input);
            case REQUEST -> request(input);
            case OVER -> throw new IllegalStateException("state: OVER (expected: a message that is waited for)");
        };
    }

    private Step methods(ByteBuf input) {
        int at = input.readerIndex();
        if (input.isReadable() && input.getUnsignedByte(at) != VERSION) {
            // Not even the answer's form is known to such a client.
            return refuse(Refusal.MALFORMED, Bytes.EMPTY);
        }
        if (input.readableBytes() < 2 || input.readableBytes() < 2 + input.getUnsignedByte(at + 1)) {
            return INCOMPLETE;
        }
        int wanted = credentials.isPresent() ? USER_AND_PASSWORD : NO_AUTHENTICATION;
        input.skipBytes(1);
        ByteBuf offered = input.readSlice(input.readUnsignedByte());
        if (offered.indexOf(offered.readerIndex(), offered.writerIndex(), (byte) wanted) < 0) {
            return refuse(Refusal.NOT_LOGGED_IN, bytes(VERSION, NONE_ACCEPTABLE));
        }
        state = credentials.isPresent() ? State.LOGIN : State.REQUEST;
        return new Step.Answer(bytes(VERSION, wanted));
    }

    private Step login(ByteBuf input) {
        int at = input.readerIndex();
        if (input.isReadable() && input.getUnsignedByte(at) != LOGIN_VERSION) {
            return refuse(Refusal.MALFORMED, bytes(LOGIN_VERSION, 1));
        }
        int userEnd = 2 + (input.readableBytes() < 2 ? 0 : input.getUnsignedByte(at + 1));
        if (input.readableBytes() <= userEnd
                || input.readableBytes() <= userEnd + input.getUnsignedByte(at + userEnd)) {
            return INCOMPLETE;
        }
        input.skipBytes(1);
        Bytes user = text(input);
        Bytes password = text(input);
        if (!credentials.orElseThrow().matches(user, password)) {
            return refuse(Refusal.NOT_LOGGED_IN, bytes(LOGIN_VERSION, 1));
        }
        state = State.REQUEST;
        return new Step.Answer(bytes(LOGIN_VERSION, 0));
    }

    private Step request(ByteBuf input) {
        int at = input.readerIndex();
        if (input.isReadable() && input.getUnsignedByte(at) != VERSION) {
            return refuse(Refusal.MALFORMED, SocksReply.GENERAL_FAILURE.encode());
        }
        if (input.readableBytes() <= REQUEST_HEAD_BYTES) {
            return INCOMPLETE;
        }
        int type = input.getUnsignedByte(at + REQUEST_HEAD_BYTES - 1);
        int addressBytes = SocksAddress.addressBytes(type, input.getUnsignedByte(at + REQUEST_HEAD_BYTES));
        if (addressBytes == SocksAddress.UNKNOWN_TYPE) {
            return refuse(Refusal.UNSUPPORTED, SocksReply.ADDRESS_TYPE_NOT_SUPPORTED.encode());
        }
        if (input.readableBytes() < REQUEST_HEAD_BYTES + addressBytes + SocksAddress.PORT_BYTES) {
            return INCOMPLETE;
        }
        int command = input.getUnsignedByte(at + 1);
        int port = input.getUnsignedShort(at + REQUEST_HEAD_BYTES + addressBytes);
        input.skipBytes(REQUEST_HEAD_BYTES);
        Optional<InetSocketAddress> destination = SocksAddress.read(type, input);
        if (command == UDP_ASSOCIATE) {
            // Of the client's own address, that of its connection is better known.
            state = State.OVER;
            return new Step.Associate(port);
        }
        if (command != CONNECT) {
            return refuse(Refusal.UNSUPPORTED, SocksReply.COMMAND_NOT_SUPPORTED.encode());
        }
        if (destination.isEmpty()) {
            return refuse(Refusal.MALFORMED, SocksReply.GENERAL_FAILURE.encode());
        }
        state = State.OVER;
        return new Step.Connect(destination.get());
    }

    private Step refuse(Refusal reason, Bytes answer) {
        state = State.OVER;
        return new Step.Refuse(reason, answer);
    }

    private static Bytes text(ByteBuf input) {
        byte[] text = new byte[input.readUnsignedByte()];
        input.readBytes(text);
        return Bytes.wrap(text);
    }

    private static Bytes bytes(int first, int second) {
        return Bytes.wrap(new byte[] {(byte) first, (byte) second});
    }
}
