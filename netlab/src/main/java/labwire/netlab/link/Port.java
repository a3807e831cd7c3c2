package labwire.netlab.link;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import labwire.netlab.time.LabClock;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.Segmentation;
import org.jspecify.annotations.Nullable;

/** A device's socket for a cable. Lab thread only. */
public final class Port {
    private final LabClock clock;
    private final String device;
    private final String name;
    private final MacAddress mac;
    private final PortCounters counters = new PortCounters();
    private final List<FrameTap> taps = new CopyOnWriteArrayList<>();
    private @Nullable PortListener listener;
    private @Nullable NeighborProtocol beside;
    private @Nullable Cable cable;
    private boolean enabled = true;
    private boolean up;

    /** A port without a cable, enabled. */
    public Port(LabClock clock, String device, String name, MacAddress mac) {
        this.clock = clock;
        this.device = device;
        this.name = name;
        this.mac = mac;
    }

    public String device() {
        return device;
    }

    /** The name on the device, such as {@code GigabitEthernet0/1} or {@code eth1}. */
    public String name() {
        return name;
    }

    public MacAddress mac() {
        return mac;
    }

    public PortCounters counters() {
        return counters;
    }

    public @Nullable Cable cable() {
        return cable;
    }

    /** Sets who receives this port's frames and link changes. */
    public void listen(PortListener newListener) {
        listener = newListener;
    }

    /** Sets a protocol that runs beside the listener, and takes its own frames before that sees them. */
    public void runBeside(NeighborProtocol protocol) {
        beside = protocol;
    }

    /** Adds an observer; it sees frames from now on. */
    public void addTap(FrameTap tap) {
        taps.add(tap);
    }

    public void removeTap(FrameTap tap) {
        taps.remove(tap);
    }

    /** False after {@code shutdown}: the link is then down at both ends. */
    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean newEnabled) {
        enabled = newEnabled;
        if (cable != null) {
            cable.updateLink();
        }
    }

    /** True if both ends are enabled and the cable is whole. */
    public boolean isUp() {
        return up;
    }

    /** Sends a frame, or counts it as dropped if the port is down or the cable cannot take it. */
    public void send(EthernetFrame frame) {
        if (!up || cable == null) {
            dropped(frame, DropReason.LINK_DOWN);
            return;
        }
        counters.sent(frame);
        cable.send(this, frame);
    }

    /** Sends what is no frame: the port at the other end counts it and drops it. Lost if the link is down. */
    public void sendBroken(InputError error) {
        if (up && cable != null) {
            cable.peerOf(this).counters.inputError(error);
        }
    }

    void attach(Cable newCable) {
        cable = newCable;
    }

    /** A frame has left for the cable. */
    void departed(EthernetFrame frame) {
        tap(FrameTap.Direction.SENT, frame);
    }

    /** This port, or the cable away from it, does not carry a frame. */
    void dropped(EthernetFrame frame, DropReason reason) {
        counters.dropped(reason, frame.wireCount());
        if (!taps.isEmpty()) {
            long now = clock.nanoTime();
            Segmentation.split(frame, each -> taps.forEach(tap -> tap.dropped(now, this, reason, each)));
        }
    }

    void receive(EthernetFrame frame) {
        counters.received(frame);
        tap(FrameTap.Direction.RECEIVED, frame);
        if (beside != null && frame.destination().isMulticast() && beside.take(this, frame)) {
            return;
        }
        if (listener != null) {
            listener.frameReceived(this, frame);
        }
    }

    void linkChanged(boolean newUp) {
        if (newUp != up) {
            up = newUp;
            if (beside != null) {
                beside.linkChanged(this, newUp);
            }
            if (listener != null) {
                listener.linkChanged(this, newUp);
            }
        }
    }

    private void tap(FrameTap.Direction direction, EthernetFrame frame) {
        if (!taps.isEmpty()) {
            long now = clock.nanoTime();
            Segmentation.split(frame, each -> taps.forEach(tap -> tap.frame(now, this, direction, each)));
        }
    }

    @Override
    public String toString() {
        return device + ":" + name;
    }
}
