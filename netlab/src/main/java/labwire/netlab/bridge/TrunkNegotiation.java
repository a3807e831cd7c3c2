package labwire.netlab.bridge;

import java.util.Optional;
import labwire.netlab.wire.DtpPacket;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * One port's part in the Dynamic Trunking Protocol, sans-I/O: says what the port is and would like to be, hears the same
 * of the neighbour, and decides whether the link is a trunk.
 *
 * <pre>
 *                 neighbour: on    desirable    auto     off or silent
 *  auto                    trunk     trunk     access       access
 *  desirable               trunk     trunk     trunk        access
 * </pre>
 */
final class TrunkNegotiation {
    /** Between messages to a neighbour that has nothing new. */
    static final long HELLO_NANOS = 30_000_000_000L;
    /** A neighbour that has been silent for so long is gone. */
    static final long TIMEOUT_NANOS = 300_000_000_000L;

    private final MacAddress mac;
    private SwitchportMode mode = SwitchportMode.ACCESS;
    private String domain = "";
    private boolean negotiating = true;
    private boolean linkUp;
    private @Nullable DtpPacket neighbor;
    private long neighborUntil;
    private long helloAt = Long.MAX_VALUE;
    private boolean pending;
    private long sentCount;
    private long receivedCount;

    TrunkNegotiation(MacAddress mac) {
        this.mac = mac;
    }

    SwitchportMode mode() {
        return mode;
    }

    boolean isNegotiating() {
        return negotiating;
    }

    void mode(SwitchportMode newMode) {
        mode = newMode;
        tell();
    }

    /** False for {@code switchport nonegotiate}: neither speaks nor listens. */
    void negotiating(boolean newNegotiating) {
        negotiating = newNegotiating;
        tell();
    }

    void domain(String newDomain) {
        if (!newDomain.equals(domain)) {
            domain = newDomain;
            tell();
        }
    }

    void link(boolean up) {
        if (up != linkUp) {
            linkUp = up;
            neighbor = null;
            tell();
        }
    }

    /** Something the neighbour should know has changed. */
    private void tell() {
        if (!speaks()) {
            neighbor = null;
        }
        pending = speaks();
    }

    /** An access port asks for nothing and is asked for nothing. */
    boolean speaks() {
        return linkUp && negotiating && mode != SwitchportMode.ACCESS;
    }

    /** Takes in a message; returns false if it is of no concern. */
    boolean receive(DtpPacket packet, long now) {
        if (!speaks()) {
            return false;
        }
        receivedCount++;
        boolean news = neighbor == null || neighbor.status() != packet.status();
        neighbor = packet;
        neighborUntil = now + TIMEOUT_NANOS;
        // A neighbour that was not there, or has changed, is to know at once where it stands.
        pending |= news;
        return true;
    }

    void advance(long now) {
        if (neighbor != null && neighborUntil <= now) {
            neighbor = null;
            pending = speaks();
        }
        pending |= speaks() && helloAt <= now;
    }

    /** The message that is due, if there is one. */
    Optional<DtpPacket> transmit(long now) {
        if (!pending) {
            if (!speaks()) {
                helloAt = Long.MAX_VALUE;
            }
            return Optional.empty();
        }
        pending = false;
        helloAt = now + HELLO_NANOS;
        sentCount++;
        int status = (isTrunk() ? DtpPacket.TRUNKING : 0) | wish(mode);
        return Optional.of(new DtpPacket(domain, status, DtpPacket.TYPE_DOT1Q, mac));
    }

    long nextDeadline() {
        long hello = speaks() ? helloAt : Long.MAX_VALUE;
        return neighbor == null ? hello : Math.min(hello, neighborUntil);
    }

    /** True if the port is a trunk now. */
    boolean isTrunk() {
        return switch (mode) {
            case ACCESS -> false;
            case TRUNK -> true;
            case DYNAMIC_AUTO -> agrees(DtpPacket.WISH_ON) || agrees(DtpPacket.WISH_DESIRABLE);
            case DYNAMIC_DESIRABLE ->
                agrees(DtpPacket.WISH_ON) || agrees(DtpPacket.WISH_DESIRABLE) || agrees(DtpPacket.WISH_AUTO);
        };
    }

    private boolean agrees(int wish) {
        DtpPacket heard = neighbor;
        return heard != null
                && heard.wish() == wish
                && (domain.isEmpty() || heard.domain().isEmpty() || domain.equals(heard.domain()));
    }

    private static int wish(SwitchportMode mode) {
        return switch (mode) {
            case ACCESS -> DtpPacket.WISH_OFF;
            case TRUNK -> DtpPacket.WISH_ON;
            case DYNAMIC_AUTO -> DtpPacket.WISH_AUTO;
            case DYNAMIC_DESIRABLE -> DtpPacket.WISH_DESIRABLE;
        };
    }

    Optional<MacAddress> neighbor() {
        return Optional.ofNullable(neighbor).map(DtpPacket::neighbor);
    }

    long sentCount() {
        return sentCount;
    }

    long receivedCount() {
        return receivedCount;
    }
}
