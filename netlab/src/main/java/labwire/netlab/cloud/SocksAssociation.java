package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpReceiver;
import labwire.netlab.stack.udp.UdpSendResult;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;
import org.jspecify.annotations.Nullable;

/**
 * A relay of one SOCKS5 client's datagrams (<a href="https://www.rfc-editor.org/rfc/rfc1928#section-7">RFC 1928, 7</a>): a
 * real socket towards the client, and one of the cloud's host in the lab. Ends with the client's connection.
 *
 * <p>The client is who has the connection's address and the port that it said, or, if it said none, that of its first
 * datagram; what others send is dropped. At most {@value #MAX_WAITING} datagrams wait for either side.
 */
final class SocksAssociation implements UdpReceiver {
    /** Datagrams that may wait. */
    static final int MAX_WAITING = 256;
    /** Without a datagram for so long, or for up to twice as long, it ends. */
    static final int IDLE_SECONDS = 300;

    private final SocksAssociations all;
    private final LabNetwork network;
    private final Bootstrap datagrams;
    private final Channel control;
    private final EventLoop outside;
    private final int clientPort;
    private final HandOver<SocksDatagram> outgoing;
    private final HandOver<SocksDatagram> incoming;
    /** On the lab's loop. */
    private @Nullable UdpSocket inner;

    /** On the outer loop, as what follows. */
    private @Nullable Channel outer;

    private @Nullable InetSocketAddress client;
    private @Nullable ScheduledFuture<?> idleCheck;
    private boolean used;
    private boolean closed;

    SocksAssociation(SocksAssociations all, LabNetwork network, Bootstrap datagrams, Channel control, int clientPort) {
        this.all = all;
        this.network = network;
        this.datagrams = datagrams;
        this.control = control;
        this.clientPort = clientPort;
        outside = control.eventLoop();
        outgoing = new HandOver<>(MAX_WAITING, network.loop(), this::enter, () -> {});
        incoming = new HandOver<>(MAX_WAITING, outside, this::write, this::flush);
    }

    /** Opens both sockets; done with the address that the client is to send to. On the outer loop. */
    Future<InetSocketAddress> open() {
        Promise<InetSocketAddress> opened = outside.newPromise();
        network.loop().execute(() -> {
            try {
                inner = network.stack().udp().bind(Ipv6Address.ANY, 0, this);
                outside.execute(() -> bind(opened));
            } catch (UdpException e) {
                opened.setFailure(e);
            }
        });
        return opened;
    }

    private void bind(Promise<InetSocketAddress> opened) {
        InetSocketAddress own = (InetSocketAddress) control.localAddress();
        datagrams
                .clone(outside)
                .option(ChannelOption.AUTO_READ, true)
                .handler(new Datagrams())
                .bind(new InetSocketAddress(own.getAddress(), 0))
                .addListener((ChannelFutureListener) bound -> {
                    if (!bound.isSuccess()) {
                        opened.setFailure(bound.cause());
                        return;
                    }
                    outer = bound.channel();
                    if (closed) {
                        closeOuter();
                    } else {
                        checkIdle();
                    }
                    opened.setSuccess((InetSocketAddress) bound.channel().localAddress());
                });
    }

    /** Its connection ends once it has been of no use for a whole period. */
    private void checkIdle() {
        idleCheck = outside.schedule(
                () -> {
                    if (used) {
                        used = false;
                        checkIdle();
                    } else {
                        control.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
                    }
                },
                IDLE_SECONDS,
                TimeUnit.SECONDS);
    }

    /** From the client. */
    private void read(DatagramPacket packet) {
        if (!isClient(packet.sender())) {
            all.countDropped();
            return;
        }
        used = true;
        Optional<SocksDatagram> datagram = SocksDatagram.decode(packet.content());
        if (datagram.isEmpty()) {
            all.countDropped();
        } else if (datagram.get().fragment() != 0) {
            all.countFragment();
        } else if (!outgoing.offer(datagram.get())) {
            all.countDropped();
        }
    }

    private boolean isClient(InetSocketAddress sender) {
        if (client != null) {
            return client.equals(sender);
        }
        InetSocketAddress connected = (InetSocketAddress) control.remoteAddress();
        boolean theirs = connected != null
                && connected.getAddress().equals(sender.getAddress())
                && (clientPort == 0 || clientPort == sender.getPort());
        if (theirs) {
            client = sender;
        }
        return theirs;
    }

    /** On the lab's loop, as what follows: into the lab. */
    private void enter(SocksDatagram datagram) {
        if (datagram.remote().isUnresolved()) {
            network.resolver()
                    .getResolver(network.loop())
                    .resolve(datagram.remote())
                    .addListener((Future<InetSocketAddress> resolved) -> {
                        if (resolved.isSuccess()) {
                            send(resolved.getNow(), datagram.data());
                        } else {
                            all.countDropped();
                        }
                    });
        } else {
            send(datagram.remote(), datagram.data());
        }
    }

    private void send(InetSocketAddress remote, Bytes data) {
        IpAddress to = IpAddress.of(remote.getAddress());
        UdpSocket socket = inner;
        boolean sent = socket != null
                && to.isUnicast()
                && !to.isLoopback()
                && socket.send(to, remote.getPort(), data) == UdpSendResult.SENT;
        if (sent) {
            all.countSent();
        } else {
            all.countDropped();
        }
    }

    @Override
    public void received(IpAddress source, int sourcePort, IpAddress destination, Bytes payload) {
        InetSocketAddress remote = new InetSocketAddress(source.toInetAddress(), sourcePort);
        if (!incoming.offer(new SocksDatagram(0, remote, payload))) {
            all.countDropped();
        }
    }

    /** On the outer loop: to the client. */
    private void write(SocksDatagram datagram) {
        Channel open = outer;
        if (open == null || client == null) {
            all.countDropped();
            return;
        }
        used = true;
        open.write(new DatagramPacket(datagram.encode(), client)).addListener(written -> {
            if (written.isSuccess()) {
                all.countReceived();
            } else {
                all.countDropped();
            }
        });
    }

    private void flush() {
        Channel open = outer;
        if (open != null) {
            open.flush();
        }
    }

    /** Closes both sockets. On the outer loop, idempotent. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        all.closed();
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        closeOuter();
        network.loop().execute(() -> {
            if (inner != null) {
                inner.close();
            }
        });
    }

    private void closeOuter() {
        Channel open = outer;
        if (open != null) {
            open.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    private final class Datagrams extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof DatagramPacket packet) {
                    read(packet);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        /** What a socket reports of earlier datagrams is no reason to close it. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            all.countDropped();
        }
    }
}
