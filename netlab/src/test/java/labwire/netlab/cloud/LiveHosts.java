package labwire.netlab.cloud;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.PortLink;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.MacAddress;

/** A live lab of two hosts on a cable: {@code cloud}, 192.168.169.1, and {@code mail}, 192.168.169.2. */
final class LiveHosts implements AutoCloseable {
    static final Ipv6Address MAIL6 = Ipv6Address.parse("2001:db8::2");
    static final Ipv4Address MAIL = Ipv4Address.parse("192.168.169.2");

    private static final Map<String, List<IpAddress>> NAMES =
            Map.of("mail", List.of(MAIL), "mail6", List.of(MAIL6), "both", List.of(MAIL, MAIL6));

    private final LabEventLoop loop = LabEventLoop.live("lab");
    private final RandomStreams random = new RandomStreams(1);
    private final LabNetwork cloud;
    private final LabNetwork mail;

    LiveHosts() throws InterruptedException {
        Port a = new Port(loop.clock(), "cloud", "eth0", new MacAddress(0x0200_0000_0001L));
        Port b = new Port(loop.clock(), "mail", "eth0", new MacAddress(0x0200_0000_0002L));
        cloud = loop.submit(() -> host("cloud", a, "192.168.169.1")).sync().getNow();
        mail = loop.submit(() -> host("mail", b, MAIL.toString())).sync().getNow();
        loop.submit(() -> Cable.connect(loop, a, b, LinkSettings.PLAIN, random.stream("cable")))
                .sync();
    }

    private LabNetwork host(String name, Port port, String address) {
        IpStack stack = new IpStack(loop, name, random);
        stack.addInterface("eth0", new PortLink(port)).addAddress(Ipv4Address.parse(address), 24);
        return new LabNetwork(loop, stack, wanted -> NAMES.getOrDefault(wanted, List.of()));
    }

    /** Gives the hosts 2001:db8::1 and 2001:db8::2 too; usable after a second or two. */
    void addIpv6() throws InterruptedException {
        loop.submit(() -> {
                    cloud.stack()
                            .interfaceNamed("eth0")
                            .orElseThrow()
                            .ip6()
                            .addAddress(Ipv6Address.parse("2001:db8::1"), 64);
                    mail.stack().interfaceNamed("eth0").orElseThrow().ip6().addAddress(MAIL6, 64);
                })
                .sync();
    }

    /** True if both hosts use them. */
    boolean speaksIpv6() throws InterruptedException {
        return loop.submit(() -> cloud.stack().sourceFor(MAIL6).isPresent()
                        && mail.stack().ipv6().isLocal(MAIL6))
                .sync()
                .getNow();
    }

    LabEventLoop loop() {
        return loop;
    }

    LabNetwork cloud() {
        return cloud;
    }

    LabNetwork mail() {
        return mail;
    }

    /** Listens on a port of {@code mail}. */
    void serve(int port, ChannelHandler handler) throws InterruptedException {
        ServerBootstrap bootstrap = mail.serverBootstrap()
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handler);
                    }
                });
        bootstrap.bind(new InetSocketAddress(port)).sync();
    }

    @Override
    public void close() {
        loop.stop();
    }
}
