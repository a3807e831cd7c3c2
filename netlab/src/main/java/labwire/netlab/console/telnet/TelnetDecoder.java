package labwire.netlab.console.telnet;

import java.util.Arrays;

/**
 * Takes Telnet's commands out of what a client sends (RFC 854), and answers what it says of options.
 *
 * <p>The server echoes (RFC 857) and suppresses go-ahead (RFC 858) whatever the client thinks of it: clients that say
 * {@code DONT ECHO} expect to be echoed all the same. It asks for the size of the window (RFC 1073) and takes no other
 * option.
 */
final class TelnetDecoder {
    static final int SE = 240;
    private static final int BREAK = 243;
    private static final int INTERRUPT_PROCESS = 244;
    private static final int ERASE_CHARACTER = 247;
    private static final int ERASE_LINE = 248;
    static final int SB = 250;
    static final int WILL = 251;
    static final int WONT = 252;
    static final int DO = 253;
    static final int DONT = 254;
    static final int IAC = 255;
    static final int ECHO = 1;
    static final int SUPPRESS_GO_AHEAD = 3;
    private static final int TERMINAL_TYPE = 24;
    static final int WINDOW_SIZE = 31;

    /** Octets of a subnegotiation; the rest of a longer one is left out. */
    static final int MAX_SUBNEGOTIATION = 256;
    /** Options that are refused by an answer; a client that goes on offering is not answered. */
    static final int MAX_REFUSALS = 256;

    private static final byte CTRL_C = 3;
    private static final byte BACKSPACE = 8;
    private static final byte CTRL_U = 0x15;

    /** What the server says first. */
    static final byte[] OPENING = {
        (byte) IAC, (byte) WILL, ECHO, (byte) IAC, (byte) WILL, SUPPRESS_GO_AHEAD,
        (byte) IAC, (byte) DO, TERMINAL_TYPE, (byte) IAC, (byte) DO, WINDOW_SIZE
    };

    /** Hears what is no data. */
    interface Listener {
        /** The size of the client's window; 0 for what it does not know. */
        void windowSize(int columns, int rows);

        /** Octets for the client. */
        void answer(byte[] octets);
    }

    private enum State {
        /** IAC leads to COMMAND. */
        DATA,
        /** WILL, WONT, DO and DONT lead to OPTION, SB to SUBNEGOTIATION, all else to DATA. */
        COMMAND,
        /** To DATA. */
        OPTION,
        /** IAC leads to SUBNEGOTIATION_COMMAND. */
        SUBNEGOTIATION,
        /** SE leads to DATA, all else back to SUBNEGOTIATION. */
        SUBNEGOTIATION_COMMAND
    }

    private final Listener listener;
    private final byte[] subnegotiation = new byte[MAX_SUBNEGOTIATION];
    private int gathered;
    private State state = State.DATA;
    private int verb;
    private int refusals;

    TelnetDecoder(Listener listener) {
        this.listener = listener;
    }

    /** What of the octets is data. */
    byte[] decode(byte[] octets, int length) {
        byte[] data = new byte[length];
        int count = 0;
        for (int i = 0; i < length; i++) {
            int octet = octets[i] & 0xFF;
            switch (state) {
                case DATA -> {
                    if (octet == IAC) {
                        state = State.COMMAND;
                    } else {
                        data[count++] = octets[i];
                    }
                }
                case COMMAND -> {
                    int key = command(octet);
                    if (key >= 0) {
                        data[count++] = (byte) key;
                    }
                }
                case OPTION -> {
                    state = State.DATA;
                    option(octet);
                }
                case SUBNEGOTIATION -> {
                    if (octet == IAC) {
                        state = State.SUBNEGOTIATION_COMMAND;
                    } else {
                        gather(octet);
                    }
                }
                case SUBNEGOTIATION_COMMAND -> subnegotiationCommand(octet);
            }
        }
        return Arrays.copyOf(data, count);
    }

    /** The key that a command stands for, or -1. */
    private int command(int octet) {
        state = State.DATA;
        return switch (octet) {
            case IAC -> octet;
            case BREAK, INTERRUPT_PROCESS -> CTRL_C;
            case ERASE_CHARACTER -> BACKSPACE;
            case ERASE_LINE -> CTRL_U;
            case WILL, WONT, DO, DONT -> {
                verb = octet;
                state = State.OPTION;
                yield -1;
            }
            case SB -> {
                gathered = 0;
                state = State.SUBNEGOTIATION;
                yield -1;
            }
            default -> -1;
        };
    }

    /** Refuses what was not asked for (RFC 854, General Considerations); all else needs no answer. */
    private void option(int option) {
        boolean refuseDo = verb == DO && option != ECHO && option != SUPPRESS_GO_AHEAD;
        boolean refuseWill =
                verb == WILL && option != TERMINAL_TYPE && option != WINDOW_SIZE && option != SUPPRESS_GO_AHEAD;
        if ((refuseDo || refuseWill) && refusals < MAX_REFUSALS) {
            refusals++;
            listener.answer(new byte[] {(byte) IAC, (byte) (refuseDo ? WONT : DONT), (byte) option});
        }
    }

    private int number(int index) {
        return (subnegotiation[index] & 0xFF) << 8 | subnegotiation[index + 1] & 0xFF;
    }

    private void gather(int octet) {
        if (gathered < MAX_SUBNEGOTIATION) {
            subnegotiation[gathered++] = (byte) octet;
        }
    }

    private void subnegotiationCommand(int octet) {
        if (octet == SE) {
            state = State.DATA;
            if (gathered == 5 && subnegotiation[0] == WINDOW_SIZE) {
                listener.windowSize(number(1), number(3));
            }
            return;
        }
        state = State.SUBNEGOTIATION;
        if (octet == IAC) {
            gather(octet);
        }
    }

    /** Data as it goes over the wire: an octet of 255 twice. */
    static byte[] encode(byte[] data) {
        byte[] encoded = new byte[2 * data.length];
        int count = 0;
        for (byte octet : data) {
            encoded[count++] = octet;
            if ((octet & 0xFF) == IAC) {
                encoded[count++] = octet;
            }
        }
        return Arrays.copyOf(encoded, count);
    }
}
