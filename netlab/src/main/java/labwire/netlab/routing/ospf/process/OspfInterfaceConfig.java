package labwire.netlab.routing.ospf.process;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import labwire.netlab.routing.ospf.NetworkType;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** The {@code ip ospf} lines of one interface. Lab thread only; after a change, {@link OspfProcesses#changed()}. */
public final class OspfInterfaceConfig {
    /** Keys of one interface; more are refused. */
    public static final int MAX_KEYS = 16;

    /** {@code ip ospf 1 area 0}. */
    public record Membership(int process, Ipv4Address area) {}

    private @Nullable Membership membership;
    private OptionalInt cost = OptionalInt.empty();
    private OptionalInt priority = OptionalInt.empty();
    private OptionalInt helloSeconds = OptionalInt.empty();
    private OptionalInt deadSeconds = OptionalInt.empty();
    private OptionalInt retransmitSeconds = OptionalInt.empty();
    private OptionalInt transmitDelaySeconds = OptionalInt.empty();
    private @Nullable NetworkType type;
    private @Nullable AuthenticationType authentication;
    private String password = "";
    private final Map<Integer, String> keys = new TreeMap<>();
    private boolean mtuIgnored;

    OspfInterfaceConfig() {}

    public Optional<Membership> membership() {
        return Optional.ofNullable(membership);
    }

    public void membership(@Nullable Membership newMembership) {
        membership = newMembership;
    }

    public OptionalInt cost() {
        return cost;
    }

    public void cost(OptionalInt newCost) {
        cost = newCost;
    }

    public OptionalInt priority() {
        return priority;
    }

    public void priority(OptionalInt newPriority) {
        priority = newPriority;
    }

    public OptionalInt helloSeconds() {
        return helloSeconds;
    }

    public void helloSeconds(OptionalInt newHello) {
        helloSeconds = newHello;
    }

    /** Empty for four times the hello interval. */
    public OptionalInt deadSeconds() {
        return deadSeconds;
    }

    public void deadSeconds(OptionalInt newDead) {
        deadSeconds = newDead;
    }

    public OptionalInt retransmitSeconds() {
        return retransmitSeconds;
    }

    public void retransmitSeconds(OptionalInt newRetransmit) {
        retransmitSeconds = newRetransmit;
    }

    public OptionalInt transmitDelaySeconds() {
        return transmitDelaySeconds;
    }

    public void transmitDelaySeconds(OptionalInt newTransmitDelay) {
        transmitDelaySeconds = newTransmitDelay;
    }

    /** Empty for what the kind of interface suggests. */
    public Optional<NetworkType> type() {
        return Optional.ofNullable(type);
    }

    public void type(@Nullable NetworkType newType) {
        type = newType;
    }

    /** Empty for the area's. */
    public Optional<AuthenticationType> authentication() {
        return Optional.ofNullable(authentication);
    }

    public void authentication(@Nullable AuthenticationType newAuthentication) {
        authentication = newAuthentication;
    }

    /** Empty if there is none. */
    public String password() {
        return password;
    }

    public void password(String newPassword) {
        password = newPassword;
    }

    /** Secrets by their ID; may be changed, to {@link #MAX_KEYS} at most. */
    public Map<Integer, String> keys() {
        return keys;
    }

    public boolean isMtuIgnored() {
        return mtuIgnored;
    }

    public void mtuIgnored(boolean newMtuIgnored) {
        mtuIgnored = newMtuIgnored;
    }
}
