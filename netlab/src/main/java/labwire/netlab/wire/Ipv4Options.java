package labwire.netlab.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The options of an IPv4 header that a host or a router acts upon (<a
 * href="https://www.rfc-editor.org/rfc/rfc791#section-3.1">RFC 791, 3.1</a>).
 *
 * <pre>
 *  record route   |  7 | length | pointer | address | address ...
 *  timestamp      | 68 | length | pointer | overflow, flag | time, or address and time ...
 * </pre>
 *
 * <p>Those that say where a packet goes are {@link SourceRoute}'s. A pointer counts from 1, from the option's type on, and
 * is where the next one writes; beyond the length, there is no room left.
 */
public final class Ipv4Options {
    /** For which a header has room in one option. */
    public static final int MAX_ADDRESSES = 9;

    public static final int RECORD_ROUTE = 7;
    public static final int TIMESTAMP = 68;
    public static final int LOOSE_SOURCE_ROUTE = 131;
    public static final int STRICT_SOURCE_ROUTE = 137;

    static final int END = 0;
    static final int NO_OPERATION = 1;
    private static final int ROUTER_ALERT = 148;

    private static final int TIMES_ALONE = 0;
    private static final int TIMES_AND_ADDRESSES = 1;
    /** Times of the addresses that the sender has written. */
    private static final int TIMES_OF_ADDRESSES = 3;

    /** Where an option's length, pointer and flags are. */
    static final int LENGTH_AT = 1;

    static final int POINTER_AT = 2;
    private static final int FLAGS_AT = 3;

    private static final int FIRST_ADDRESS = 4;
    private static final int FIRST_TIME = 5;
    private static final int ADDRESS_BYTES = 4;
    private static final int TIME_BYTES = 4;
    private static final int MAX_OVERFLOW = 15;

    private Ipv4Options() {}

    /** A record route option for so many addresses, 1 to {@link #MAX_ADDRESSES}, padded to whole words. */
    public static Bytes recordRoute(int addresses) {
        if (addresses < 1 || addresses > MAX_ADDRESSES) {
            throw new IllegalArgumentException("addresses: " + addresses + " (expected: 1-" + MAX_ADDRESSES + ")");
        }
        int length = FIRST_ADDRESS - 1 + addresses * ADDRESS_BYTES;
        byte[] option = new byte[length + 1];
        option[0] = NO_OPERATION;
        option[1] = RECORD_ROUTE;
        option[1 + LENGTH_AT] = (byte) length;
        option[1 + POINTER_AT] = FIRST_ADDRESS;
        return Bytes.wrap(option);
    }

    /** A timestamp option for so many times without addresses, 1 to {@link #MAX_ADDRESSES}. */
    public static Bytes timestamps(int times) {
        if (times < 1 || times > MAX_ADDRESSES) {
            throw new IllegalArgumentException("times: " + times + " (expected: 1-" + MAX_ADDRESSES + ")");
        }
        byte[] option = new byte[FIRST_TIME - 1 + times * TIME_BYTES];
        option[0] = TIMESTAMP;
        option[LENGTH_AT] = (byte) option.length;
        option[POINTER_AT] = FIRST_TIME;
        option[FLAGS_AT] = TIMES_ALONE;
        return Bytes.wrap(option);
    }

    /** The addresses that have been recorded, in order. */
    public static List<Ipv4Address> recordedRoute(Bytes options) {
        List<Ipv4Address> route = new ArrayList<>();
        for (int at = 0; at < options.length() && options.get(at) != END; at += length(options, at)) {
            if (options.get(at) == RECORD_ROUTE) {
                int end = Math.min(octet(options, at + POINTER_AT) - 1, length(options, at));
                for (int from = FIRST_ADDRESS - 1; from + ADDRESS_BYTES <= end; from += ADDRESS_BYTES) {
                    route.add(address(options, at + from));
                }
            }
        }
        return route;
    }

    /**
     * Where the first option is wrong, as an ICMP parameter problem says it.
     *
     * @return an offset from the header's begin; empty if nothing is wrong. Unknown options are not (RFC 1122, 3.2.1.8)
     */
    public static OptionalInt problemIn(Bytes options) {
        boolean route = false;
        boolean times = false;
        boolean sourceRoute = false;
        for (int at = 0; at < options.length() && options.get(at) != END; at += length(options, at)) {
            int type = octet(options, at);
            if (type == NO_OPERATION) {
                continue;
            }
            if (at + LENGTH_AT >= options.length()
                    || octet(options, at + LENGTH_AT) < 2
                    || at + octet(options, at + LENGTH_AT) > options.length()
                    || type == RECORD_ROUTE && route
                    || type == TIMESTAMP && times
                    || isSourceRoute(type) && sourceRoute) {
                return problem(at);
            }
            int wrong = switch (type) {
                case RECORD_ROUTE -> problemInRoute(options, at);
                case LOOSE_SOURCE_ROUTE, STRICT_SOURCE_ROUTE -> problemInSourceRoute(options, at);
                case TIMESTAMP -> problemInTimes(options, at);
                case ROUTER_ALERT -> length(options, at) < 4 ? LENGTH_AT : 0;
                default -> 0;
            };
            if (wrong != 0) {
                return problem(at + wrong);
            }
            route |= type == RECORD_ROUTE;
            times |= type == TIMESTAMP;
            sourceRoute |= isSourceRoute(type);
        }
        return OptionalInt.empty();
    }

    private static OptionalInt problem(int at) {
        return OptionalInt.of(Ipv4Packet.HEADER_LENGTH + at);
    }

    /** Which of the option's octets is wrong; 0 for none. */
    private static int problemInRoute(Bytes options, int at) {
        int length = length(options, at);
        if (length < FIRST_ADDRESS - 1) {
            return LENGTH_AT;
        }
        int pointer = octet(options, at + POINTER_AT);
        boolean halfRoom = pointer <= length && pointer - 1 + ADDRESS_BYTES > length;
        return pointer < FIRST_ADDRESS || halfRoom ? POINTER_AT : 0;
    }

    /** Its route data are whole addresses, and the pointer is at one of them or beyond. */
    private static int problemInSourceRoute(Bytes options, int at) {
        int wrong = problemInRoute(options, at);
        if (wrong != 0) {
            return wrong;
        }
        int length = length(options, at);
        int pointer = octet(options, at + POINTER_AT);
        if ((length - FIRST_ADDRESS + 1) % ADDRESS_BYTES != 0) {
            return LENGTH_AT;
        }
        return pointer <= length && pointer % ADDRESS_BYTES != 0 ? POINTER_AT : 0;
    }

    private static int problemInTimes(Bytes options, int at) {
        int length = length(options, at);
        if (length < FIRST_TIME - 1) {
            return LENGTH_AT;
        }
        int pointer = octet(options, at + POINTER_AT);
        int flag = octet(options, at + FLAGS_AT) & 0xF;
        if (flag != TIMES_ALONE && flag != TIMES_AND_ADDRESSES && flag != TIMES_OF_ADDRESSES) {
            return FLAGS_AT;
        }
        int each = flag == TIMES_ALONE ? TIME_BYTES : ADDRESS_BYTES + TIME_BYTES;
        boolean full = pointer > length;
        if (pointer < FIRST_TIME || !full && pointer - 1 + each > length) {
            return POINTER_AT;
        }
        boolean counted = full && flag != TIMES_OF_ADDRESSES;
        return counted && octet(options, at + FLAGS_AT) >>> 4 == MAX_OVERFLOW ? FLAGS_AT : 0;
    }

    /** Where the first source route begins that is well formed; -1 if there is none. */
    static int sourceRouteAt(Bytes options) {
        for (int at = 0; at < options.length() && options.get(at) != END; at += length(options, at)) {
            if (isSourceRoute(octet(options, at))
                    && problemInSourceRoute(options, at) == 0
                    && octet(options, at + LENGTH_AT) == length(options, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isSourceRoute(int type) {
        return type == LOOSE_SOURCE_ROUTE || type == STRICT_SOURCE_ROUTE;
    }

    /**
     * What an application may have sent: whole words, nothing that {@link #problemIn} finds, such as two source routes
     * (RFC 1122, 3.2.1.8), and a source route that begins with its first gate.
     *
     * @return the options
     * @throws IllegalArgumentException if they are not so
     */
    public static Bytes sendable(Bytes options) {
        if (options.length() > Ipv4Packet.MAX_OPTIONS_LENGTH || options.length() % Integer.BYTES != 0) {
            throw new IllegalArgumentException(
                    "options: " + options.length() + " bytes (expected: 0-40, a multiple of 4)");
        }
        OptionalInt problem = problemIn(options);
        if (problem.isPresent()) {
            int at = problem.getAsInt() - Ipv4Packet.HEADER_LENGTH;
            throw new IllegalArgumentException("options: wrong at octet " + at + ", " + options
                    + " (expected: whole options, one source route at most)");
        }
        int route = sourceRouteAt(options);
        if (route >= 0 && octet(options, route + POINTER_AT) != FIRST_ADDRESS) {
            throw new IllegalArgumentException("source route: pointer " + octet(options, route + POINTER_AT)
                    + " (expected: " + FIRST_ADDRESS + ", its first gate)");
        }
        return options;
    }

    /**
     * The options with a station's mark in the record route and timestamp options (RFC 1812, 5.3.13.5 and 5.3.13.6).
     *
     * @param options in which {@link #problemIn} finds nothing
     * @param own the station's address towards where the packet goes
     * @param millisOfDay since midnight UT
     * @param isOwn whether an address that the sender asks the time of is the station's
     */
    public static Bytes marked(Bytes options, Ipv4Address own, int millisOfDay, Predicate<Ipv4Address> isOwn) {
        byte[] marked = options.toByteArray();
        for (int at = 0; at < options.length() && options.get(at) != END; at += length(options, at)) {
            switch (octet(options, at)) {
                case RECORD_ROUTE -> markRoute(marked, at, own);
                case TIMESTAMP -> markTime(marked, at, own, millisOfDay, isOwn);
                default -> {}
            }
        }
        return Bytes.wrap(marked);
    }

    private static void markRoute(byte[] options, int at, Ipv4Address own) {
        int pointer = options[at + POINTER_AT] & 0xFF;
        if (pointer <= (options[at + LENGTH_AT] & 0xFF)) {
            put(options, at + pointer - 1, own.value());
            increase(options, at + POINTER_AT, ADDRESS_BYTES);
        }
    }

    private static void markTime(
            byte[] options, int at, Ipv4Address own, int millisOfDay, Predicate<Ipv4Address> isOwn) {
        int pointer = options[at + POINTER_AT] & 0xFF;
        int flag = options[at + FLAGS_AT] & 0xF;
        if (pointer > (options[at + LENGTH_AT] & 0xFF)) {
            if (flag != TIMES_OF_ADDRESSES) {
                increase(options, at + FLAGS_AT, 1 << 4);
            }
            return;
        }
        int next = at + pointer - 1;
        if (flag == TIMES_ALONE) {
            put(options, next, millisOfDay);
            increase(options, at + POINTER_AT, TIME_BYTES);
            return;
        }
        if (flag == TIMES_AND_ADDRESSES) {
            put(options, next, own.value());
        } else if (!isOwn.test(address(Bytes.wrap(options), next))) {
            return;
        }
        put(options, next + ADDRESS_BYTES, millisOfDay);
        increase(options, at + POINTER_AT, ADDRESS_BYTES + TIME_BYTES);
    }

    /**
     * Of an echo request's options, those that its reply goes on with (RFC 1122, 3.2.2.6), padded to whole words: the
     * marks, and the source route turned round.
     *
     * @param asker where the reply goes
     */
    public static Bytes echoed(Bytes options, Ipv4Address asker) {
        byte[] echoed = new byte[options.length()];
        Optional<SourceRoute> back = SourceRoute.in(options).flatMap(route -> route.reversed(asker));
        back.ifPresent(route -> route.write(echoed, 0));
        int length = back.map(SourceRoute::length).orElse(0);
        for (int at = 0; at < options.length() && options.get(at) != END; at += length(options, at)) {
            int type = octet(options, at);
            if (type == RECORD_ROUTE || type == TIMESTAMP) {
                int each = length(options, at);
                options.copyTo(at, echoed, length, each);
                length += each;
            }
        }
        return Bytes.wrap(echoed, 0, (length + 3) & ~3);
    }

    /** Of the option that begins there; a senseless one reaches to the end. */
    public static int length(Bytes options, int at) {
        if (options.get(at) == NO_OPERATION) {
            return 1;
        }
        int rest = options.length() - at;
        int length = rest < 2 ? rest : octet(options, at + LENGTH_AT);
        return length < 2 || length > rest ? rest : length;
    }

    static int octet(Bytes options, int at) {
        return options.get(at) & 0xFF;
    }

    static Ipv4Address address(Bytes options, int at) {
        return new Ipv4Address(octet(options, at) << 24
                | octet(options, at + 1) << 16
                | octet(options, at + 2) << 8
                | octet(options, at + 3));
    }

    private static void increase(byte[] options, int at, int by) {
        options[at] = (byte) (options[at] + by);
    }

    static void put(byte[] options, int at, int value) {
        options[at] = (byte) (value >>> 24);
        options[at + 1] = (byte) (value >>> 16);
        options[at + 2] = (byte) (value >>> 8);
        options[at + 3] = (byte) value;
    }
}
