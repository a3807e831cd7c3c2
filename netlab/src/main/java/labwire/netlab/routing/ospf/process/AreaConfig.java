package labwire.netlab.routing.ospf.process;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import labwire.netlab.routing.ospf.AreaSettings;
import labwire.netlab.wire.Ipv4Prefix;

/** The {@code area} lines of one area. Lab thread only; after a change, {@link OspfProcess#changed()}. */
public final class AreaConfig {
    /** Ranges of one area; more are refused. */
    public static final int MAX_RANGES = 1_000;

    private boolean stub;
    private boolean summaries = true;
    private OptionalInt defaultCost = OptionalInt.empty();
    private AuthenticationType authentication = AuthenticationType.NONE;
    private final Map<Ipv4Prefix, AreaSettings.Range> ranges = new TreeMap<>();

    AreaConfig() {}

    public boolean isStub() {
        return stub;
    }

    /** @param newSummaries false for {@code no-summary} */
    public void stub(boolean newStub, boolean newSummaries) {
        stub = newStub;
        summaries = newSummaries;
    }

    /** False after {@code no-summary}. */
    public boolean hasSummaries() {
        return summaries;
    }

    /** Of the default route told to a stub area; empty: 1. */
    public OptionalInt defaultCost() {
        return defaultCost;
    }

    public void defaultCost(OptionalInt newCost) {
        defaultCost = newCost;
    }

    public AuthenticationType authentication() {
        return authentication;
    }

    public void authentication(AuthenticationType newAuthentication) {
        authentication = newAuthentication;
    }

    /** By prefix. */
    public List<AreaSettings.Range> ranges() {
        return List.copyOf(ranges.values());
    }

    /** False if there are {@link #MAX_RANGES}. */
    public boolean addRange(AreaSettings.Range range) {
        if (ranges.size() == MAX_RANGES && !ranges.containsKey(range.prefix())) {
            return false;
        }
        ranges.put(range.prefix(), range);
        return true;
    }

    public void removeRange(Ipv4Prefix prefix) {
        ranges.remove(prefix);
    }

    /** True if nothing is configured. */
    public boolean isDefault() {
        return !stub && defaultCost.isEmpty() && authentication == AuthenticationType.NONE && ranges.isEmpty();
    }

    AreaSettings settings() {
        return new AreaSettings(
                stub ? AreaSettings.Kind.STUB : AreaSettings.Kind.NORMAL, summaries, defaultCost.orElse(1), ranges());
    }
}
