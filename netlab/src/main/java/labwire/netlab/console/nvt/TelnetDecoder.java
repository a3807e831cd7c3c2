package labwire.netlab.console.nvt;

import java.util.Arrays;

/**
 * Takes Telnet's commands out of what the other side sends (<a href="https://www.rfc-editor.org/rfc/rfc854">RFC
 * 854</a>), and answers what it says of options.
 *
 * <p>A client lets the server echo and suppress go-ahead, and takes no other option.
 *
 * <p>A server echoes (RFC 857) and suppresses go-ahead (RFC 858) whatever the client thinks of it: clients that say
 * {@code DONT ECHO} expect to be echoed all the same. It asks for the size of the window (RFC 1073) and takes no other
 * option.
 */
public final class TelnetDecoder {
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
    public static final int IAC = 255;
    static final int ECHO = 1;
    static final int SUPPRESS_GO_AHEAD = 3;
    private static final int TERMINAL_TYPE = 24;
    static final int WINDOW_SIZE = 31;

    /** Octets of a subnegotiation; the rest of a longer one is left out. */
    static final int MAX_SUBNEGOTIATION = 256;
    /** Answers about options; one who goes on about them gets no more. */
    static final int MAX_ANSWERS = 256;

    private static final byte CTRL_C = 3;
    private static final byte BACKSPACE = 8;
    private static final byte CTRL_U = 0x15;

    /** The server echoes and suppresses go-ahead; it asks for the terminal and the size of its window. */
    private static final byte[] OPENING = {
        (byte) IAC, (byte) WILL, ECHO, (byte) IAC, (byte) WILL, SUPPRESS_GO_AHEAD,
        (byte) IAC, (byte) DO, TERMINAL_TYPE, (byte) IAC, (byte) DO, WINDOW_SIZE
    };

    /** Which end of a connection this is. */
    public enum Side {
        SERVER,
        CLIENT
    }

    /** Hears what is no data. */
    public interface Listener {
        /** The size of the client's window; 0 for what it does not know. Of a server alone. */
        default void windowSize(int columns, int rows) {}

        /** The other side shows what is typed, or no more. Of a client alone, for which nobody does at first. */
        default void echoes(boolean on) {}

        /** Octets for the other side. */
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

    private final Side side;
    private final Listener listener;
    private final byte[] subnegotiation = new byte[MAX_SUBNEGOTIATION];
    private int gathered;
    private State state = State.DATA;
    private int verb;
    private int answers;
    private boolean echoed;
    private boolean goAheadSuppressed;

    public TelnetDecoder(Side side, Listener listener) {
        this.side = side;
        this.listener = listener;
    }

    /** What a server says first. */
    public static byte[] opening() {
        return OPENING.clone();
    }

    /** What of the octets is data. */
    public byte[] decode(byte[] octets, int length) {
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

    private void option(int option) {
        switch (side) {
            case SERVER -> serverOption(option);
            case CLIENT -> clientOption(option);
        }
    }

    /** Refuses what was not asked for (RFC 854, General Considerations); all else needs no answer. */
    private void serverOption(int option) {
        if (verb == DO && option != ECHO && option != SUPPRESS_GO_AHEAD) {
            answer(WONT, option);
        } else if (verb == WILL && option != TERMINAL_TYPE && option != WINDOW_SIZE && option != SUPPRESS_GO_AHEAD) {
            answer(DONT, option);
        }
    }

    /** What is so already is not answered, so that two sides that answer each other come to an end. */
    private void clientOption(int option) {
        boolean on = verb == WILL;
        if (verb == DO) {
            answer(WONT, option);
        } else if (option == ECHO && verb != DONT && on != echoed) {
            echoed = on;
            answer(on ? DO : DONT, option);
            listener.echoes(on);
        } else if (option == SUPPRESS_GO_AHEAD && verb != DONT && on != goAheadSuppressed) {
            goAheadSuppressed = on;
            answer(on ? DO : DONT, option);
        } else if (on && option != ECHO && option != SUPPRESS_GO_AHEAD) {
            answer(DONT, option);
        }
    }

    private void answer(int answerVerb, int option) {
        if (answers < MAX_ANSWERS) {
            answers++;
            listener.answer(new byte[] {(byte) IAC, (byte) answerVerb, (byte) option});
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
    public static byte[] encode(byte[] data) {
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
