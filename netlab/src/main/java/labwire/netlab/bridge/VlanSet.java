package labwire.netlab.bridge;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An immutable set of VLAN ids, written {@code 1,10-20,30}. */
public final class VlanSet {
    public static final VlanSet NONE = new VlanSet(new BitSet());
    public static final VlanSet ALL = ofRange(1, Vlan.MAX_ID);

    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    private final BitSet ids;

    private VlanSet(BitSet ids) {
        this.ids = ids;
    }

    public static VlanSet of(int... vlans) {
        BitSet ids = new BitSet();
        for (int vlan : vlans) {
            Vlan.checkId(vlan);
            ids.set(vlan);
        }
        return new VlanSet(ids);
    }

    /** All VLANs from {@code first} to {@code last}, both counted. */
    public static VlanSet ofRange(int first, int last) {
        Vlan.checkId(first);
        Vlan.checkId(last);
        BitSet ids = new BitSet();
        ids.set(first, last + 1);
        return new VlanSet(ids);
    }

    /**
     * Reads {@code 1,10-20,30}, {@code all} or {@code none}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static VlanSet parse(String text) {
        if (text.equalsIgnoreCase("all")) {
            return ALL;
        }
        if (text.equalsIgnoreCase("none")) {
            return NONE;
        }
        BitSet ids = new BitSet();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.trim());
            if (!range.matches()) {
                throw new IllegalArgumentException("VLAN list: " + text + " (expected: such as 1,10-20)");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            Vlan.checkId(first);
            Vlan.checkId(last);
            if (last < first) {
                throw new IllegalArgumentException("VLAN range: " + part.trim() + " (expected: from low to high)");
            }
            ids.set(first, last + 1);
        }
        return new VlanSet(ids);
    }

    /** The VLANs whose bits are set at this moment. */
    static VlanSet copyOf(BitSet ids) {
        return new VlanSet((BitSet) ids.clone());
    }

    public boolean contains(int vlan) {
        return vlan >= 0 && ids.get(vlan);
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /** The ids, ascending. */
    public IntStream ids() {
        return ids.stream();
    }

    public VlanSet union(VlanSet other) {
        BitSet result = (BitSet) ids.clone();
        result.or(other.ids);
        return new VlanSet(result);
    }

    public VlanSet intersection(VlanSet other) {
        BitSet result = (BitSet) ids.clone();
        result.and(other.ids);
        return new VlanSet(result);
    }

    public VlanSet minus(VlanSet other) {
        BitSet result = (BitSet) ids.clone();
        result.andNot(other.ids);
        return new VlanSet(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VlanSet that && ids.equals(that.ids);
    }

    @Override
    public int hashCode() {
        return ids.hashCode();
    }

    /** The form that {@link #parse} reads, with the longest ranges. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int first = ids.nextSetBit(0); first >= 0; ) {
            int last = ids.nextClearBit(first) - 1;
            text.append(text.length() == 0 ? "" : ",").append(first);
            if (last > first) {
                text.append(last == first + 1 ? ',' : '-').append(last);
            }
            first = ids.nextSetBit(last + 1);
        }
        return text.length() == 0 ? "none" : text.toString();
    }
}
