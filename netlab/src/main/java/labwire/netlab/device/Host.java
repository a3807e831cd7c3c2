package labwire.netlab.device;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import java.util.List;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.channel.NameSource;
import labwire.netlab.service.dhcp.DhcpService;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;

/**
 * A host: ports, an IP stack, and Netty bootstraps on it for the programs that run there.
 *
 * <p>The bootstraps may be used from any thread; the rest is for the lab's thread.
 */
public final class Host extends Device {
    private final LabNetwork network;
    private final NameSource names;
    private final DhcpService dhcp;
    private String hostname;

    /**
     * A host with these ports, enabled, without addresses.
     *
     * @param ports names of type {@link InterfaceType#ETHERNET}, numbers 0 to 255
     * @param names where its programs look names up
     */
    public Host(LabEventLoop loop, String name, RandomStreams random, List<InterfaceName> ports, NameSource names) {
        super(loop, name, random);
        hostname = name;
        this.names = names;
        network = new LabNetwork(loop, stack(), names);
        dhcp = new DhcpService(stack(), loop.clock());
        dhcp.tests().packets(0);
        for (InterfaceName port : ports) {
            add(new RoutedPort(port, newPort(port, port.number()), stack()));
        }
    }

    /** What it calls itself; at first the node's name. */
    public String hostname() {
        return hostname;
    }

    public void hostname(String newHostname) {
        hostname = newHostname;
    }

    /** Its DHCP server, which runs once it has a pool. */
    public DhcpService dhcp() {
        return dhcp;
    }

    /** Where its programs look names up. */
    public NameSource names() {
        return names;
    }

    /** The host's stack as a Netty transport. Any thread. */
    public LabNetwork network() {
        return network;
    }

    /** For servers: loop and channel are set, a child handler is to be added. Any thread. */
    public ServerBootstrap serverBootstrap() {
        return network.serverBootstrap();
    }

    /** For clients: loop, channel and name resolution are set, a handler is to be added. Any thread. */
    public Bootstrap bootstrap() {
        return network.bootstrap();
    }
}
