package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VlanTag;
import org.jspecify.annotations.Nullable;

/**
 * Moves frames between the ports: the MAC relay entity of 802.1D-2004, 7.5 to 7.8.
 *
 * <p>A frame to a known address costs two look-ups and goes out as the same object; a flood shares one object too, or
 * two where tagged and untagged ports meet.
 */
final class MacRelay {
    /** Silent addresses are cleared out no more often than this; look-ups do not see them anyway. */
    private static final long MIN_SWEEP_NANOS = 1_000_000_000L;

    private final LabEventLoop loop;
    private final MacTable table;
    private final LabTimer ageing;
    private final List<BridgePort> ports = new ArrayList<>();
    private final Map<Integer, VlanInterface> interfaces = new LinkedHashMap<>();

    MacRelay(LabEventLoop loop, BridgeSettings settings) {
        this.loop = loop;
        table = new MacTable(settings.maxMacEntries(), settings.macAgeing().toNanos());
        ageing = loop.newTimer(this::sweep);
    }

    MacTable table() {
        return table;
    }

    /** Changes how long silent addresses are kept. */
    void ageingNanos(long newAgeingNanos) {
        table.ageingNanos(newAgeingNanos);
        sweep();
    }

    void addPort(BridgePort port) {
        ports.add(port);
    }

    @Nullable
    VlanInterface interfaceOf(int vlan) {
        return interfaces.get(vlan);
    }

    VlanInterface addInterface(int vlan, MacAddress mac) {
        VlanInterface created = new VlanInterface(this, vlan, mac);
        interfaces.put(vlan, created);
        table.addStatic(MacTable.key(vlan, mac), MacTable.SELF);
        created.updateLink();
        return created;
    }

    void removeInterface(VlanInterface removed) {
        if (interfaces.remove(removed.vlan(), removed)) {
            table.remove(MacTable.key(removed.vlan(), removed.mac()));
            removed.setEnabled(false);
        }
    }

    void receive(BridgePort in, EthernetFrame frame) {
        int vlan = in.vlanOf(frame);
        if (vlan == BridgePort.NO_VLAN) {
            in.drop(BridgeDropReason.VLAN_NOT_ALLOWED);
        } else if (!in.learns(vlan)) {
            in.drop(BridgeDropReason.PORT_NOT_FORWARDING);
        } else if (frame.source().isMulticast()) {
            in.drop(BridgeDropReason.GROUP_SOURCE);
        } else {
            long now = loop.now();
            table.learn(MacTable.key(vlan, frame.source()), in.number(), now);
            if (!ageing.isArmed()) {
                ageing.arm(now + table.ageingNanos());
            }
            if (in.forwards(vlan)) {
                relay(in, frame, vlan, now);
            } else {
                in.drop(BridgeDropReason.PORT_NOT_FORWARDING);
            }
        }
    }

    private void relay(BridgePort in, EthernetFrame frame, int vlan, long now) {
        MacAddress destination = frame.destination();
        int port = destination.isMulticast() ? MacTable.NONE : table.find(MacTable.key(vlan, destination), now);
        if (port == MacTable.NONE) {
            flood(in, frame, vlan);
        } else if (port == MacTable.SELF) {
            deliver(vlan, untagged(frame));
        } else if (port == in.number()) {
            in.drop(BridgeDropReason.SAME_PORT);
        } else if (!send(ports.get(port - 1), frame, vlan)) {
            in.drop(BridgeDropReason.DESTINATION_NOT_FORWARDING);
        }
    }

    /** Sends a frame of the switch's own VLAN interface. */
    void relayOwn(EthernetFrame frame, int vlan) {
        MacAddress destination = frame.destination();
        int port = destination.isMulticast() ? MacTable.NONE : table.find(MacTable.key(vlan, destination), loop.now());
        if (port == MacTable.NONE) {
            flood(null, frame, vlan);
        } else if (port != MacTable.SELF) {
            send(ports.get(port - 1), frame, vlan);
        }
    }

    private boolean send(BridgePort out, EthernetFrame frame, int vlan) {
        if (!out.forwards(vlan)) {
            return false;
        }
        out.port().send(out.sendsTagged(vlan) ? tagged(frame, vlan) : untagged(frame));
        return true;
    }

    /** Sends to all other ports of the VLAN, and up if it came from a port; {@code in} is null for our own frames. */
    private void flood(@Nullable BridgePort in, EthernetFrame frame, int vlan) {
        EthernetFrame tagged = null;
        EthernetFrame untagged = null;
        for (int i = 0; i < ports.size(); i++) {
            BridgePort out = ports.get(i);
            if (out == in || !out.forwards(vlan)) {
                continue;
            }
            if (out.sendsTagged(vlan)) {
                tagged = tagged == null ? tagged(frame, vlan) : tagged;
                out.port().send(tagged);
            } else {
                untagged = untagged == null ? untagged(frame) : untagged;
                out.port().send(untagged);
            }
        }
        if (in != null && frame.destination().isMulticast()) {
            deliver(vlan, untagged == null ? untagged(frame) : untagged);
        }
    }

    /** Passes a VTP message on to the other trunks, as a transparent switch does. */
    void relayToTrunks(BridgePort in, EthernetFrame frame) {
        for (BridgePort out : ports) {
            if (out != in && out.mode() == PortMode.TRUNK && out.forwards(Vlan.DEFAULT_ID)) {
                out.port().send(out.sendsTagged(Vlan.DEFAULT_ID) ? tagged(frame, Vlan.DEFAULT_ID) : untagged(frame));
            }
        }
    }

    private void deliver(int vlan, EthernetFrame frame) {
        VlanInterface target = interfaces.get(vlan);
        if (target != null) {
            target.receive(frame);
        }
    }

    /** The frame with its VLAN in the outermost tag; a priority tag is filled in. The same object where it fits. */
    private static EthernetFrame tagged(EthernetFrame frame, int vlan) {
        List<VlanTag> tags = frame.tags();
        if (tags.isEmpty()) {
            return frame.withTags(List.of(VlanTag.of(vlan)));
        }
        VlanTag outer = tags.get(0);
        if (outer.vlanId() == vlan) {
            return frame;
        }
        List<VlanTag> newTags = new ArrayList<>(tags);
        newTags.set(0, new VlanTag(outer.priority(), outer.dropEligible(), vlan));
        return frame.withTags(newTags);
    }

    /** The frame without the tag that told its VLAN. The same object if it had none. */
    private static EthernetFrame untagged(EthernetFrame frame) {
        List<VlanTag> tags = frame.tags();
        return tags.isEmpty() ? frame : frame.withTags(tags.subList(1, tags.size()));
    }

    boolean anyPortForwards(int vlan) {
        for (BridgePort port : ports) {
            if (port.forwards(vlan)) {
                return true;
            }
        }
        return false;
    }

    /** To be called when a port has begun or ceased to forward the VLAN. */
    void forwardingChanged(int vlan) {
        VlanInterface affected = interfaces.get(vlan);
        if (affected != null) {
            affected.updateLink();
        }
    }

    private void sweep() {
        long next = table.sweep(loop.now());
        if (next != Long.MAX_VALUE) {
            ageing.arm(Math.max(next, loop.now() + MIN_SWEEP_NANOS));
        }
    }
}
