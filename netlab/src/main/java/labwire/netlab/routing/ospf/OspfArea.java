package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import labwire.netlab.routing.ospf.packet.OspfPacket;
import labwire.netlab.wire.Ipv4Address;

/** An area as one of its routers sees it. Lab thread only. */
public final class OspfArea {
    private final Ipv4Address id;
    private final LinkStateScope scope = new LinkStateScope(this);
    private final List<OspfInterface> interfaces = new ArrayList<>();
    private AreaSettings settings = AreaSettings.NORMAL;
    private int spfRuns;
    private long lastSpfNanos;
    /** When the router's own links are to be told, or never. */
    long linksChangedAt = OspfTimes.NEVER;

    OspfArea(Ipv4Address id) {
        this.id = id;
    }

    public Ipv4Address id() {
        return id;
    }

    public boolean isBackbone() {
        return id.isAny();
    }

    public AreaSettings settings() {
        return settings;
    }

    void settings(AreaSettings newSettings) {
        settings = newSettings;
    }

    public LinkStateDatabase database() {
        return scope.database;
    }

    LinkStateScope scope() {
        return scope;
    }

    /** Those that are up, in the order in which they came up. */
    public List<OspfInterface> interfaces() {
        return Collections.unmodifiableList(interfaces);
    }

    void add(OspfInterface added) {
        interfaces.add(added);
    }

    void remove(OspfInterface removed) {
        interfaces.remove(removed);
    }

    void spfRan(long now) {
        spfRuns++;
        lastSpfNanos = now;
    }

    boolean hasExchangingNeighbor() {
        for (OspfInterface each : interfaces) {
            if (each.hasExchangingNeighbor()) {
                return true;
            }
        }
        return false;
    }

    /** How often the shortest paths were computed. */
    public int spfRuns() {
        return spfRuns;
    }

    /** When they were last, in lab time; 0 before. */
    public long lastSpfNanos() {
        return lastSpfNanos;
    }

    /** The capabilities that its routers must share. */
    int options() {
        return settings.isStub() ? 0 : OspfPacket.OPTION_EXTERNAL;
    }
}
