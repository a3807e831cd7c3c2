package labwire.netlab.service.dhcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.time.LabClock;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/**
 * The DHCP server and the relay agent (<a href="https://www.rfc-editor.org/rfc/rfc1542#section-4">RFC 1542, 4</a>) of a
 * stack, on port 67 while there is a pool or an address to relay to. Lab thread only.
 */
public final class DhcpService {
    public static final int SERVER_PORT = 67;
    public static final int CLIENT_PORT = 68;
    /** Addresses to relay to, of one interface. */
    public static final int MAX_HELPERS = 16;

    /** Relay agents that a message may pass (RFC 1542, 4.1.1). */
    private static final int MAX_HOPS = 16;
    /** Addresses in use that are passed over for one client's question; it asks again. */
    private static final int MAX_TRIED = 8;

    private final IpStack stack;
    private final LabClock clock;
    private final DhcpCounters counters = new DhcpCounters();
    private final DhcpServer server = new DhcpServer(counters);
    private final AddressTests tests;
    private Consumer<Ipv4Address> conflictListener = address -> {};
    /** By the interface's name. */
    private final Map<String, List<Ipv4Address>> helpers = new TreeMap<>();

    private @Nullable UdpSocket socket;
    private boolean enabled = true;

    public DhcpService(IpStack stack, LabClock clock) {
        this.stack = stack;
        this.clock = clock;
        tests = new AddressTests(stack.icmp());
    }

    /** How an address is tested before it is offered. */
    public AddressTests tests() {
        return tests;
    }

    /** Sets who is told of addresses that turn out to be in use before they are offered. */
    public void onConflict(Consumer<Ipv4Address> listener) {
        conflictListener = listener;
    }

    /** Pools and bindings; call {@link #update()} after pools were made or taken away. */
    public DhcpServer server() {
        return server;
    }

    public DhcpCounters counters() {
        return counters;
    }

    /** False after {@code no service dhcp}. */
    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean newEnabled) {
        enabled = newEnabled;
        update();
    }

    /** Where what clients on an interface broadcast is relayed to. */
    public List<Ipv4Address> helpers(String interfaceName) {
        return helpers.getOrDefault(interfaceName, List.of());
    }

    /**
     * Sets where it is relayed to.
     *
     * @param addresses at most {@link #MAX_HELPERS}
     */
    public void helpers(String interfaceName, List<Ipv4Address> addresses) {
        if (addresses.isEmpty()) {
            helpers.remove(interfaceName);
        } else {
            helpers.put(interfaceName, List.copyOf(addresses));
        }
        update();
    }

    /**
     * Takes or gives back the port, as pools and helpers demand.
     *
     * @return false if it is taken by another
     */
    public boolean update() {
        boolean needed = enabled && (!server.pools().isEmpty() || !helpers.isEmpty());
        UdpSocket open = socket;
        if (!needed && open != null) {
            open.close();
            socket = null;
        } else if (needed && open == null) {
            try {
                socket = stack.udp().bind(Ipv4Address.ANY, SERVER_PORT, new Receiver());
            } catch (UdpException e) {
                return false;
            }
        }
        return true;
    }

    private final class Receiver implements UdpReceiver {
        @Override
        public void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {}

        @Override
        public void receivedOn(
                int interfaceIndex, IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
            Optional<DhcpMessage> message = DhcpCodec.decode(payload);
            Optional<NetworkInterface> arrival = stack.interfaceAt(interfaceIndex);
            if (message.isEmpty() || arrival.isEmpty()) {
                counters.malformed();
                return;
            }
            counters.received(message.get());
            if (message.get().fromClient()) {
                fromClient(message.get(), arrival.get());
            } else {
                fromServer(message.get());
            }
        }
    }

    private void fromClient(DhcpMessage message, NetworkInterface arrival) {
        List<InterfaceAddress> addresses = arrival.addresses();
        if (addresses.isEmpty()) {
            return;
        }
        InterfaceAddress primary = addresses.get(0);
        Optional<DhcpMessage> answer = server.answer(message, primary.address(), primary.prefix(), clock.nanoTime());
        if (answer.isPresent()) {
            answer(message, answer.get(), arrival, MAX_TRIED);
        } else {
            relay(message, arrival, primary.address());
        }
    }

    /** An offer only once its address is known to be free (RFC 2131, 3.1): what answers an echo is somebody's. */
    private void answer(DhcpMessage message, DhcpMessage answer, NetworkInterface arrival, int triesLeft) {
        boolean offer =
                answer.type().filter(type -> type == DhcpMessageType.OFFER).isPresent();
        if (!offer || tests.packets() == 0 || !server.isUntried(answer.yours())) {
            give(answer, arrival);
            return;
        }
        tests.begin(message.clientKey(), answer.yours(), free -> {
            if (free) {
                give(answer, arrival);
            } else {
                inUse(message, answer.yours(), arrival, triesLeft);
            }
        });
    }

    private void inUse(DhcpMessage message, Ipv4Address address, NetworkInterface arrival, int triesLeft) {
        server.conflict(address, DhcpConflict.Method.PING, clock.nanoTime());
        conflictListener.accept(address);
        Optional<InterfaceAddress> self = arrival.addresses().stream().findFirst();
        if (triesLeft > 0 && self.isPresent()) {
            server.answer(message, self.get().address(), self.get().prefix(), clock.nanoTime())
                    .ifPresent(next -> answer(message, next, arrival, triesLeft - 1));
        }
    }

    private void give(DhcpMessage answer, NetworkInterface arrival) {
        arrival.addresses().stream().findFirst().ifPresent(self -> {
            counters.sent(answer);
            send(answer, arrival, self.address());
        });
    }

    /** RFC 2131, 4.1: to the relay agent, to the client's address, to all, or to its MAC address alone. */
    private void send(DhcpMessage answer, NetworkInterface arrival, Ipv4Address self) {
        UdpSocket open = socket;
        Bytes payload = DhcpCodec.encode(answer);
        if (!answer.relay().isAny()) {
            if (open != null) {
                open.send(answer.relay(), SERVER_PORT, payload);
            }
            return;
        }
        boolean nak = answer.type().filter(type -> type == DhcpMessageType.NAK).isPresent();
        if (!nak && !answer.client().isAny()) {
            if (open != null) {
                open.send(answer.client(), CLIENT_PORT, payload);
            }
            return;
        }
        deliver(answer, payload, arrival, self);
    }

    /** To a client on the link that cannot answer ARP yet. */
    private void deliver(DhcpMessage answer, Bytes payload, NetworkInterface egress, Ipv4Address self) {
        UdpDatagram datagram = new UdpDatagram(SERVER_PORT, CLIENT_PORT, payload);
        boolean toAll = answer.broadcast() || answer.yours().isAny();
        Ipv4Address destination = toAll ? Ipv4Address.LIMITED_BROADCAST : answer.yours();
        MacAddress station = toAll ? MacAddress.BROADCAST : answer.station();
        stack.send(new Ipv4Packet(self, destination, 0, datagram), egress, station);
    }

    private void relay(DhcpMessage message, NetworkInterface arrival, Ipv4Address self) {
        UdpSocket open = socket;
        if (open == null || message.hops() >= MAX_HOPS) {
            return;
        }
        Ipv4Address agent = message.relay().isAny() ? self : message.relay();
        Bytes payload = DhcpCodec.encode(message.withRelay(message.hops() + 1, agent));
        for (Ipv4Address helper : helpers(arrival.name())) {
            counters.relayed();
            open.send(helper, SERVER_PORT, payload);
        }
    }

    /** An answer for a client on one of this relay agent's links. */
    private void fromServer(DhcpMessage message) {
        stack.interfaceWith(message.relay()).ifPresent(egress -> {
            counters.relayed();
            deliver(message, DhcpCodec.encode(message), egress, message.relay());
        });
    }

    /** The interfaces whose clients' broadcasts are relayed, by name. */
    public List<String> relayingInterfaces() {
        return new ArrayList<>(helpers.keySet());
    }
}
