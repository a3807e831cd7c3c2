package labwire.netlab.service.dhcp;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import labwire.netlab.stack.InterfaceListener;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.Route;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UdpDatagram;
import org.jspecify.annotations.Nullable;

/**
 * An interface whose address comes by DHCP: a client, while the interface is up, and what its lease sets: the address,
 * and a default route of distance 254. Lab thread only.
 */
public final class DhcpInterface implements DhcpClient.Link, InterfaceListener {
    private final LabEventLoop loop;
    private final IpStack stack;
    private final NetworkInterface on;
    private final Consumer<DhcpLease> onLease;
    private final DhcpClient client;
    private final LabTimer timer;
    private final UdpSocket socket;
    private @Nullable Route defaultRoute;

    private DhcpInterface(
            LabEventLoop loop,
            IpStack stack,
            NetworkInterface on,
            Bytes identifier,
            String hostName,
            RandomGenerator random,
            Consumer<DhcpLease> onLease)
            throws UdpException {
        this.loop = loop;
        this.stack = stack;
        this.on = on;
        this.onLease = onLease;
        client = new DhcpClient(on.mac(), identifier, hostName, random, this);
        timer = loop.newTimer(() -> {
            client.wake(loop.now());
            rearm();
        });
        socket = stack.udp().bind(Ipv4Address.ANY, DhcpService.CLIENT_PORT, on.index(), new UdpReceiver() {
            @Override
            public void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
                DhcpCodec.decode(payload).ifPresent(message -> {
                    client.received(message, loop.now());
                    rearm();
                });
            }
        });
    }

    /**
     * Begins to look for an address for an interface, now or as soon as it is up.
     *
     * @param onLease told of each new lease
     * @throws UdpException if the client's port on that interface is taken
     */
    public static DhcpInterface start(
            LabEventLoop loop,
            IpStack stack,
            NetworkInterface on,
            Bytes identifier,
            String hostName,
            RandomGenerator random,
            Consumer<DhcpLease> onLease)
            throws UdpException {
        DhcpInterface started = new DhcpInterface(loop, stack, on, identifier, hostName, random, onLease);
        stack.listen(started);
        if (on.isUp()) {
            started.renew();
        }
        return started;
    }

    public DhcpClient.State state() {
        return client.state();
    }

    public Optional<DhcpLease> lease() {
        return client.lease();
    }

    /** When the client does something next, in lab time. */
    public long nextDeadline() {
        return client.nextDeadline();
    }

    /** The number of the present exchange of messages. */
    public int transaction() {
        return client.transaction();
    }

    /** Begins anew. */
    public void renew() {
        client.start(loop.now());
        rearm();
    }

    /** Gives the address back; {@link #renew} looks for another. */
    public void release() {
        client.stop(loop.now());
        rearm();
    }

    /** Gives the address back and ends. */
    public void close() {
        release();
        stack.unlisten(this);
        timer.cancel();
        socket.close();
    }

    private void rearm() {
        if (client.nextDeadline() == Long.MAX_VALUE) {
            timer.cancel();
        } else {
            timer.arm(client.nextDeadline());
        }
    }

    @Override
    public void upOrDown(NetworkInterface changed) {
        if (changed != on) {
            return;
        }
        if (on.isUp()) {
            renew();
        } else {
            release();
        }
    }

    @Override
    public void broadcast(DhcpMessage message) {
        UdpDatagram datagram =
                new UdpDatagram(DhcpService.CLIENT_PORT, DhcpService.SERVER_PORT, DhcpCodec.encode(message));
        stack.send(
                new Ipv4Packet(Ipv4Address.ANY, Ipv4Address.LIMITED_BROADCAST, 0, datagram), on, MacAddress.BROADCAST);
    }

    @Override
    public void unicast(Ipv4Address server, DhcpMessage message) {
        socket.send(server, DhcpService.SERVER_PORT, DhcpCodec.encode(message));
    }

    @Override
    public void bound(DhcpLease lease) {
        if (!on.hasAddress(lease.address())) {
            on.addAddress(lease.address(), lease.prefixLength());
        }
        setDefaultRoute(lease.routers().isEmpty() ? null : lease.routers().get(0));
        onLease.accept(lease);
    }

    @Override
    public void lost(DhcpLease lease) {
        setDefaultRoute(null);
        on.removeAddress(lease.address());
    }

    private void setDefaultRoute(@Nullable Ipv4Address router) {
        if (defaultRoute != null) {
            stack.routes().remove(defaultRoute);
            defaultRoute = null;
        }
        if (router != null) {
            Route route =
                    new Route(Ipv4Prefix.DEFAULT, router, on, RouteOrigin.DHCP.defaultDistance(), 0, RouteOrigin.DHCP);
            if (stack.routes().add(route)) {
                defaultRoute = route;
            }
        }
    }
}
