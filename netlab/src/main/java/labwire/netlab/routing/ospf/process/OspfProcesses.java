package labwire.netlab.routing.ospf.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.routing.ospf.packet.OspfPayload;
import labwire.netlab.stack.InterfaceListener;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.RawIpPayload;

/** All OSPF processes of a device, and what its interfaces are told of OSPF. Lab thread only. */
public final class OspfProcesses {
    /** Processes of one device; more are refused. */
    public static final int MAX_PROCESSES = 32;

    private final LabEventLoop loop;
    private final IpStack stack;
    private final OspfLog log;
    private final Map<Integer, OspfProcess> processes = new TreeMap<>();
    private final Map<String, OspfInterfaceConfig> interfaces = new LinkedHashMap<>();
    private boolean refreshing;
    private boolean listening;

    public OspfProcesses(LabEventLoop loop, IpStack stack, OspfLog log) {
        this.loop = loop;
        this.stack = stack;
        this.log = log;
    }

    /** By number. */
    public List<OspfProcess> processes() {
        return List.copyOf(processes.values());
    }

    public Optional<OspfProcess> process(int number) {
        return Optional.ofNullable(processes.get(number));
    }

    /**
     * The process of a number, made if there is none.
     *
     * @return empty if there are {@link #MAX_PROCESSES}
     */
    public Optional<OspfProcess> configure(int number) {
        OspfProcess known = processes.get(number);
        if (known == null && processes.size() < MAX_PROCESSES) {
            listen();
            known = new OspfProcess(number, this);
            processes.put(number, known);
            changed();
        }
        return Optional.ofNullable(known);
    }

    /** Ends a process; its routes and neighbours are gone. */
    public void remove(int number) {
        OspfProcess removed = processes.remove(number);
        if (removed != null) {
            removed.stop();
            changed();
        }
    }

    /** What an interface is told, made at the first call; its name in full. */
    public OspfInterfaceConfig interfaceConfig(String interfaceName) {
        return interfaces.computeIfAbsent(interfaceName, name -> new OspfInterfaceConfig());
    }

    /** What an interface is told, if anything. */
    public Optional<OspfInterfaceConfig> knownConfig(String interfaceName) {
        return Optional.ofNullable(interfaces.get(interfaceName));
    }

    /** Says that settings have changed; they take effect at this instant, once for all that change in it. */
    public void changed() {
        if (!refreshing) {
            refreshing = true;
            loop.atTurnEnd(this::refresh);
        }
    }

    private void refresh() {
        refreshing = false;
        for (OspfProcess process : processes()) {
            process.refresh();
        }
    }

    private void listen() {
        if (listening) {
            return;
        }
        listening = true;
        stack.protocol(OspfPayload.PROTOCOL_OSPF, this::received);
        stack.routes().listen(() -> processes.values().forEach(OspfProcess::routesOfOthersChanged));
        stack.listen(new InterfaceListener() {
            @Override
            public void added(NetworkInterface on) {
                changed();
            }

            @Override
            public void removed(NetworkInterface on) {
                changed();
            }

            @Override
            public void upOrDown(NetworkInterface on) {
                changed();
            }

            @Override
            public void addressesChanged(NetworkInterface on) {
                changed();
            }

            @Override
            public void bandwidthChanged(NetworkInterface on) {
                changed();
            }
        });
    }

    private void received(NetworkInterface arrival, Ipv4Packet packet) {
        if (packet.payload() instanceof RawIpPayload payload) {
            for (OspfProcess process : processes.values()) {
                if (process.received(arrival, packet, payload)) {
                    return;
                }
            }
        }
    }

    LabEventLoop loop() {
        return loop;
    }

    IpStack stack() {
        return stack;
    }

    OspfLog log() {
        return log;
    }
}
