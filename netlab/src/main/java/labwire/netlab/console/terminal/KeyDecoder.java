package labwire.netlab.console.terminal;

import java.util.function.Consumer;
import labwire.netlab.console.terminal.Key.Kind;

/**
 * Makes keys of the octets of a keyboard: controls, the escape sequences of a VT100, UTF-8.
 *
 * <p>CR, LF, CR LF and CR NUL are one Enter each. Characters outside the basic plane, controls without a meaning and
 * what is not UTF-8 become {@link Kind#UNKNOWN}.
 */
final class KeyDecoder {
    /** Octets of an escape sequence; the rest of a longer one counts as typed. */
    static final int MAX_SEQUENCE = 16;

    private static final int NUL = 0;
    private static final int CTRL_V = 0x16;
    private static final int ESC = 0x1B;
    private static final int DELETE = 0x7F;
    private static final int LONE_SURROGATES = 0xD800;
    private static final int AFTER_SURROGATES = 0xE000;

    private enum State {
        /** CR leads to AFTER_CR, ESC to ESCAPED, Ctrl-V to QUOTED, a first octet of several to IN_CHARACTER. */
        PLAIN,
        /** A line feed or NUL belongs to the Enter; whatever comes, back to PLAIN. */
        AFTER_CR,
        /** {@code [} and {@code O} lead to IN_SEQUENCE, all else back to PLAIN. */
        ESCAPED,
        /** To PLAIN after a letter or {@code ~}. */
        IN_SEQUENCE,
        /** The next octet stands for itself; then back to PLAIN. */
        QUOTED,
        /** To PLAIN after the last octet. */
        IN_CHARACTER
    }

    private final Consumer<Key> keys;
    private State state = State.PLAIN;
    private final StringBuilder sequence = new StringBuilder();
    private int character;
    private int octetsMissing;
    private int leastCharacter;

    KeyDecoder(Consumer<Key> keys) {
        this.keys = keys;
    }

    void decode(byte octet) {
        int value = octet & 0xFF;
        switch (state) {
            case PLAIN -> plain(value);
            case AFTER_CR -> {
                state = State.PLAIN;
                if (value != '\n' && value != NUL) {
                    plain(value);
                }
            }
            case ESCAPED -> escaped(value);
            case IN_SEQUENCE -> inSequence(value);
            case QUOTED -> {
                state = State.PLAIN;
                keys.accept(value >= ' ' && value < DELETE ? Key.of((char) value) : Key.of(Kind.UNKNOWN));
            }
            case IN_CHARACTER -> inCharacter(value);
        }
    }

    private void plain(int value) {
        if (value >= 0x80) {
            beginCharacter(value);
        } else if (value == '\r') {
            state = State.AFTER_CR;
            keys.accept(Key.of(Kind.ENTER));
        } else if (value == ESC) {
            state = State.ESCAPED;
        } else if (value == CTRL_V) {
            state = State.QUOTED;
        } else if (value == '?') {
            keys.accept(Key.of(Kind.HELP));
        } else if (value >= ' ' && value < DELETE) {
            keys.accept(Key.of((char) value));
        } else {
            keys.accept(Key.of(control(value)));
        }
    }

    private static Kind control(int value) {
        return switch (value) {
            case 0x01 -> Kind.LINE_START;
            case 0x02 -> Kind.LEFT;
            case 0x03 -> Kind.INTERRUPT;
            case 0x04 -> Kind.DELETE;
            case 0x05 -> Kind.LINE_END;
            case 0x06 -> Kind.RIGHT;
            case 0x08, DELETE -> Kind.BACKSPACE;
            case '\t' -> Kind.TAB;
            case '\n' -> Kind.ENTER;
            case 0x0B -> Kind.ERASE_TO_END;
            case 0x0C, 0x12 -> Kind.REDRAW;
            case 0x0E -> Kind.DOWN;
            case 0x10 -> Kind.UP;
            case 0x14 -> Kind.TRANSPOSE;
            case 0x15, 0x18 -> Kind.ERASE_TO_START;
            case 0x17 -> Kind.ERASE_WORD_LEFT;
            case 0x19 -> Kind.YANK;
            case 0x1A -> Kind.END;
            case 0x1E -> Kind.ESCAPE;
            default -> Kind.UNKNOWN;
        };
    }

    private void escaped(int value) {
        if (value == '[' || value == 'O') {
            state = State.IN_SEQUENCE;
            sequence.setLength(0);
            return;
        }
        if (value == ESC) {
            return;
        }
        state = State.PLAIN;
        keys.accept(Key.of(
                switch (Character.toLowerCase(value)) {
                    case 'b' -> Kind.WORD_LEFT;
                    case 'f' -> Kind.WORD_RIGHT;
                    case 'd' -> Kind.ERASE_WORD_RIGHT;
                    case 'c' -> Kind.CAPITALIZE;
                    case 'u' -> Kind.UPPERCASE;
                    case 'l' -> Kind.LOWERCASE;
                    case DELETE, 0x08 -> Kind.ERASE_WORD_LEFT;
                    default -> Kind.UNKNOWN;
                }));
    }

    private void inSequence(int value) {
        if (value >= 0x40 && value < DELETE) {
            state = State.PLAIN;
            keys.accept(Key.of(inSequence(sequence.append((char) value).toString())));
        } else if (value < ' ' || value >= DELETE || sequence.length() == MAX_SEQUENCE) {
            // No sequence at all: a control in it is one.
            state = State.PLAIN;
            plain(value);
        } else {
            sequence.append((char) value);
        }
    }

    private static Kind inSequence(String sequence) {
        return switch (sequence) {
            case "A" -> Kind.UP;
            case "B" -> Kind.DOWN;
            case "C" -> Kind.RIGHT;
            case "D" -> Kind.LEFT;
            case "H", "1~", "7~" -> Kind.LINE_START;
            case "F", "4~", "8~" -> Kind.LINE_END;
            case "3~" -> Kind.DELETE;
            case "1;5C", "1;3C" -> Kind.WORD_RIGHT;
            case "1;5D", "1;3D" -> Kind.WORD_LEFT;
            default -> Kind.UNKNOWN;
        };
    }

    /** The first octet of a character says how many there are (RFC 3629, 3). */
    private void beginCharacter(int value) {
        if (value >= 0xC2 && value <= 0xDF) {
            beginCharacter(value & 0x1F, 1, 0x80);
        } else if (value >= 0xE0 && value <= 0xEF) {
            beginCharacter(value & 0x0F, 2, 0x800);
        } else if (value >= 0xF0 && value <= 0xF4) {
            beginCharacter(value & 0x07, 3, 0x10000);
        } else {
            keys.accept(Key.of(Kind.UNKNOWN));
        }
    }

    private void beginCharacter(int bits, int missing, int least) {
        state = State.IN_CHARACTER;
        character = bits;
        octetsMissing = missing;
        leastCharacter = least;
    }

    private void inCharacter(int value) {
        if ((value & 0xC0) != 0x80) {
            state = State.PLAIN;
            keys.accept(Key.of(Kind.UNKNOWN));
            plain(value);
            return;
        }
        character = character << 6 | value & 0x3F;
        if (--octetsMissing == 0) {
            state = State.PLAIN;
            keys.accept(isShown(character) ? Key.of((char) character) : Key.of(Kind.UNKNOWN));
        }
    }

    private boolean isShown(int codePoint) {
        boolean surrogate = codePoint >= LONE_SURROGATES && codePoint < AFTER_SURROGATES;
        return codePoint >= leastCharacter
                && codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT
                && !surrogate
                && !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.LINE_SEPARATOR
                && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
    }
}
