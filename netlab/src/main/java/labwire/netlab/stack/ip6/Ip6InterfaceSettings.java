package labwire.netlab.stack.ip6;

import java.util.Optional;
import labwire.netlab.wire.Ipv6Packet;
import org.jspecify.annotations.Nullable;

/** What a person has set of IPv6 on one interface, besides its addresses and what it advertises. Lab thread only. */
public final class Ip6InterfaceSettings {
    private final Runnable changed;
    private boolean redirects = true;
    private int mtu;
    private @Nullable Ip6Filter inFilter;
    private @Nullable Ip6Filter outFilter;

    /** @param changed called after a change that hosts should hear of */
    Ip6InterfaceSettings(Runnable changed) {
        this.changed = changed;
    }

    /** True if neighbours are told of a shorter way than through this stack. */
    public boolean sendsRedirects() {
        return redirects;
    }

    public void sendRedirects(boolean newRedirects) {
        redirects = newRedirects;
    }

    /** The largest packet that goes out, if the link takes it; 0 for whatever the link takes. */
    public int mtu() {
        return mtu;
    }

    /** Sets it, {@link Ipv6Packet#MIN_LINK_MTU} or more, or 0. */
    public void mtu(int bytes) {
        if (bytes != 0 && bytes < Ipv6Packet.MIN_LINK_MTU) {
            throw new IllegalArgumentException(
                    "MTU: " + bytes + " (expected: " + Ipv6Packet.MIN_LINK_MTU + " or more)");
        }
        mtu = bytes;
        changed.run();
    }

    /** What packets that come in have to pass. */
    public Optional<Ip6Filter> inFilter() {
        return Optional.ofNullable(inFilter);
    }

    /** Sets it; null for nothing. */
    public void inFilter(@Nullable Ip6Filter filter) {
        inFilter = filter;
    }

    /** What packets of others that go out have to pass. */
    public Optional<Ip6Filter> outFilter() {
        return Optional.ofNullable(outFilter);
    }

    /** Sets it; null for nothing. */
    public void outFilter(@Nullable Ip6Filter filter) {
        outFilter = filter;
    }

    boolean passesIn(Ipv6Packet packet) {
        return inFilter == null || inFilter.passes(packet);
    }

    boolean passesOut(Ipv6Packet packet) {
        return outFilter == null || outFilter.passes(packet);
    }
}
