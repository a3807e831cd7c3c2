package labwire.netlab.stack.ip6;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.NdpMessage.Preference;
import labwire.netlab.wire.NdpMessage.PrefixInformation;

/**
 * What a router tells hosts of a link, and how often (<a
 * href="https://www.rfc-editor.org/rfc/rfc4861#section-6.2.1">RFC 4861, 6.2.1</a>), with IOS's values to begin with. Lab
 * thread only.
 */
public final class AdvertisementSettings {
    /** What IOS has unless told otherwise: 200 s, 1800 s, a week for addresses, a month for prefixes. */
    public static final int DEFAULT_INTERVAL_SECONDS = 200;

    public static final int DEFAULT_LIFETIME_SECONDS = 1800;
    public static final long DEFAULT_PREFERRED_SECONDS = 604_800;
    public static final long DEFAULT_VALID_SECONDS = 2_592_000;

    public static final int MIN_INTERVAL_SECONDS = 4;
    public static final int MAX_INTERVAL_SECONDS = 1800;
    public static final int MAX_LIFETIME_SECONDS = 9000;

    /** Which advertisements are kept back. */
    public enum Suppression {
        NONE,
        /** Those that nobody has asked for. */
        PERIODIC,
        ALL
    }

    private final Runnable changed;
    /** As a person has set them; nothing for one that is not to be advertised. */
    private final Map<Ipv6Prefix, Optional<PrefixInformation>> prefixes = new LinkedHashMap<>();

    private Suppression suppression = Suppression.NONE;
    private Preference preference = Preference.MEDIUM;
    private boolean managed;
    private boolean otherConfiguration;
    private int intervalSeconds = DEFAULT_INTERVAL_SECONDS;
    private int lifetimeSeconds = DEFAULT_LIFETIME_SECONDS;
    private int reachableMillis;
    private int retransmitMillis;

    /** @param changed called after each change */
    AdvertisementSettings(Runnable changed) {
        this.changed = changed;
    }

    public Suppression suppression() {
        return suppression;
    }

    public void suppression(Suppression newSuppression) {
        suppression = newSuppression;
        changed.run();
    }

    public Preference preference() {
        return preference;
    }

    public void preference(Preference newPreference) {
        preference = newPreference;
        changed.run();
    }

    /** True if hosts are told to ask DHCPv6 for addresses. */
    public boolean isManaged() {
        return managed;
    }

    public void managed(boolean newManaged) {
        managed = newManaged;
        changed.run();
    }

    /** True if hosts are told to ask DHCPv6 for all but addresses. */
    public boolean isOtherConfiguration() {
        return otherConfiguration;
    }

    public void otherConfiguration(boolean newOtherConfiguration) {
        otherConfiguration = newOtherConfiguration;
        changed.run();
    }

    /** The longest time between two. */
    public int intervalSeconds() {
        return intervalSeconds;
    }

    /** Sets it, {@link #MIN_INTERVAL_SECONDS} to {@link #MAX_INTERVAL_SECONDS}. */
    public void intervalSeconds(int seconds) {
        intervalSeconds = checked("interval", seconds, MIN_INTERVAL_SECONDS, MAX_INTERVAL_SECONDS);
        changed.run();
    }

    /** How long this may be a default router. */
    public int lifetimeSeconds() {
        return lifetimeSeconds;
    }

    /** Sets it, to {@link #MAX_LIFETIME_SECONDS} at most; 0: it is no default router. */
    public void lifetimeSeconds(int seconds) {
        lifetimeSeconds = checked("lifetime", seconds, 0, MAX_LIFETIME_SECONDS);
        changed.run();
    }

    /** How long a neighbour is to count as reachable; 0: not said. */
    public int reachableMillis() {
        return reachableMillis;
    }

    public void reachableMillis(int millis) {
        reachableMillis = checked("reachable time", millis, 0, Integer.MAX_VALUE);
        changed.run();
    }

    /** Between solicitations of hosts; 0: not said. */
    public int retransmitMillis() {
        return retransmitMillis;
    }

    public void retransmitMillis(int millis) {
        retransmitMillis = checked("retransmit interval", millis, 0, Integer.MAX_VALUE);
        changed.run();
    }

    private static int checked(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + min + "-" + max + ")");
        }
        return value;
    }

    /** The prefixes that a person has set, besides those of the interface's own addresses; nothing: not advertised. */
    public Map<Ipv6Prefix, Optional<PrefixInformation>> prefixes() {
        return new LinkedHashMap<>(prefixes);
    }

    /** Advertises a prefix so; false if there are {@link Autoconfiguration#MAX_LEARNED}. */
    public boolean prefix(PrefixInformation information) {
        return put(information.prefix(), Optional.of(information));
    }

    /** Advertises a prefix no more; false if there are {@link Autoconfiguration#MAX_LEARNED}. */
    public boolean withhold(Ipv6Prefix prefix) {
        return put(prefix, Optional.empty());
    }

    private boolean put(Ipv6Prefix prefix, Optional<PrefixInformation> said) {
        if (prefixes.size() >= Autoconfiguration.MAX_LEARNED && !prefixes.containsKey(prefix)) {
            return false;
        }
        prefixes.put(prefix, said);
        changed.run();
        return true;
    }

    /** Forgets what was set of a prefix. */
    public void forget(Ipv6Prefix prefix) {
        prefixes.remove(prefix);
        changed.run();
    }

    /** What is said of prefixes, given those of the interface's own addresses. */
    List<PrefixInformation> said(List<Ipv6Prefix> own) {
        Map<Ipv6Prefix, Optional<PrefixInformation>> all = new LinkedHashMap<>(prefixes);
        for (Ipv6Prefix prefix : own) {
            PrefixInformation usual =
                    new PrefixInformation(prefix, true, true, DEFAULT_VALID_SECONDS, DEFAULT_PREFERRED_SECONDS);
            all.putIfAbsent(prefix, Optional.of(usual));
        }
        return all.values().stream().flatMap(Optional::stream).toList();
    }
}
