package labwire.netlab.device;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an interface.
 *
 * @param slot 0 for types that are numbered without one ({@code eth1}, {@code Vlan10})
 * @param number the port's, or the only one
 * @param subinterface what follows the point in {@code GigabitEthernet0/1.10}; 0 for a whole interface
 */
public record InterfaceName(InterfaceType type, int slot, int number, int subinterface)
        implements Comparable<InterfaceName> {
    /** Of all but loopbacks. */
    private static final int MAX_NUMBER = 9999;

    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z]{1,20}) ?(?:([0-9]{1,2})/)?([0-9]{1,9})(?:\\.([0-9]{1,9}))?");

    public InterfaceName {
        if (slot < 0 || number < 0 || subinterface < 0 || ((slot > 0 || subinterface > 0) && !isSlotted(type))) {
            throw new IllegalArgumentException("interface: " + type + " " + slot + "/" + number + "." + subinterface
                    + " (expected: numbers from 0, a slot and a subinterface if it has them)");
        }
    }

    /** A whole interface. */
    public InterfaceName(InterfaceType type, int slot, int number) {
        this(type, slot, number, 0);
    }

    public static InterfaceName loopback(int number) {
        return new InterfaceName(InterfaceType.LOOPBACK, 0, number);
    }

    public boolean isSubinterface() {
        return subinterface > 0;
    }

    /** The interface that a subinterface is a part of; a whole interface itself. */
    public InterfaceName whole() {
        return new InterfaceName(type, slot, number);
    }

    public static InterfaceName ethernet(int number) {
        return new InterfaceName(InterfaceType.ETHERNET, 0, number);
    }

    public static InterfaceName gigabitEthernet(int slot, int number) {
        return new InterfaceName(InterfaceType.GIGABIT_ETHERNET, slot, number);
    }

    public static InterfaceName vlan(int id) {
        return new InterfaceName(InterfaceType.VLAN, 0, id);
    }

    /**
     * Reads a name in any case, its type cut short to any prefix that stays unambiguous: {@code GigabitEthernet0/1},
     * {@code gi0/1}, {@code g 0/1}, {@code vlan1}. Empty if it is none.
     */
    public static Optional<InterfaceName> tryParse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<InterfaceType> type = typeOf(matcher.group(1));
        boolean slotted = matcher.group(2) != null;
        int number = Integer.parseInt(matcher.group(3));
        int subinterface = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        boolean subinterfaceFits = matcher.group(4) == null || slotted && subinterface > 0;
        if (type.isEmpty() || slotted != isSlotted(type.get()) || !subinterfaceFits || number > maxNumber(type.get())) {
            return Optional.empty();
        }
        int slot = slotted ? Integer.parseInt(matcher.group(2)) : 0;
        return Optional.of(new InterfaceName(type.get(), slot, number, subinterface));
    }

    private static Optional<InterfaceType> typeOf(String prefix) {
        String lower = prefix.toLowerCase(Locale.ROOT);
        for (InterfaceType type : InterfaceType.values()) {
            // Linux has no abbreviations.
            boolean named = type == InterfaceType.ETHERNET
                    ? lower.equals("eth")
                    : type.longName().toLowerCase(Locale.ROOT).startsWith(lower);
            if (named) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static int maxNumber(InterfaceType type) {
        return type == InterfaceType.LOOPBACK ? Integer.MAX_VALUE : MAX_NUMBER;
    }

    private static boolean isSlotted(InterfaceType type) {
        return type == InterfaceType.GIGABIT_ETHERNET;
    }

    /** As in a running configuration: {@code GigabitEthernet0/1}. */
    public String longName() {
        return type.longName() + numbers();
    }

    /** As in tables: {@code Gi0/1}. */
    public String shortName() {
        return type.shortName() + numbers();
    }

    private String numbers() {
        String whole = isSlotted(type) ? slot + "/" + number : Integer.toString(number);
        return isSubinterface() ? whole + "." + subinterface : whole;
    }

    @Override
    public int compareTo(InterfaceName other) {
        int byType = type.compareTo(other.type);
        if (byType != 0) {
            return byType;
        }
        int bySlot = Integer.compare(slot, other.slot);
        int byNumber = bySlot != 0 ? bySlot : Integer.compare(number, other.number);
        return byNumber != 0 ? byNumber : Integer.compare(subinterface, other.subinterface);
    }

    @Override
    public String toString() {
        return longName();
    }
}
