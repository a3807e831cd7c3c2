package labwire.netlab.link;

import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.EthernetFrame;

/** A full-duplex cable between two ports. Lab thread only. */
public final class Cable {
    private final Port a;
    private final Port b;
    private final LinkDirection fromA;
    private final LinkDirection fromB;
    private boolean cut;

    private Cable(LabEventLoop loop, Port a, Port b, LinkSettings settings, RandomGenerator random) {
        this.a = a;
        this.b = b;
        fromA = new LinkDirection(loop, a, b, settings, random);
        fromB = new LinkDirection(loop, b, a, settings, random);
    }

    /**
     * Joins two free ports; the link comes up at once if both are enabled.
     *
     * @throws IllegalStateException if a port has a cable already, or both are the same
     */
    public static Cable connect(LabEventLoop loop, Port a, Port b, LinkSettings settings, RandomGenerator random) {
        if (a == b || a.cable() != null || b.cable() != null) {
            throw new IllegalStateException("cable from " + a + " to " + b + " (expected: two ports without a cable)");
        }
        Cable cable = new Cable(loop, a, b, settings, random);
        a.attach(cable);
        b.attach(cable);
        cable.updateLink();
        return cable;
    }

    public Port a() {
        return a;
    }

    public Port b() {
        return b;
    }

    public Port peerOf(Port port) {
        return port == a ? b : a;
    }

    /** The settings of the frames that leave from this port. */
    public LinkSettings settingsFrom(Port port) {
        return directionFrom(port).settings();
    }

    /** Changes both directions, for the frames sent from now on. */
    public void settings(LinkSettings settings) {
        fromA.settings(settings);
        fromB.settings(settings);
    }

    /** Changes the direction that leaves from this port, for the frames sent from now on. */
    public void settingsFrom(Port port, LinkSettings settings) {
        directionFrom(port).settings(settings);
    }

    /** True after {@link #cut()}. */
    public boolean isCut() {
        return cut;
    }

    /** Takes the link down at both ends and loses what is on the cable. */
    public void cut() {
        cut = true;
        updateLink();
    }

    public void restore() {
        cut = false;
        updateLink();
    }

    void updateLink() {
        if (!isWhole()) {
            fromA.cut();
            fromB.cut();
        }
        // Asked anew for each end: the first one's listener may have changed something.
        a.linkChanged(isWhole());
        b.linkChanged(isWhole());
    }

    private boolean isWhole() {
        return !cut && a.isEnabled() && b.isEnabled();
    }

    void send(Port from, EthernetFrame frame) {
        directionFrom(from).send(frame);
    }

    private LinkDirection directionFrom(Port port) {
        return port == a ? fromA : fromB;
    }
}
