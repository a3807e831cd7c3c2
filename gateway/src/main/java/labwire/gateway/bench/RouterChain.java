package labwire.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.channel.NameSource;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.PortLink;
import labwire.netlab.stack.Route;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;

/**
 * A host, routers, a host, in a row; each cable is a network of its own.
 *
 * <pre>
 *   sender --- r1 --- r2 --- r3 --- receiver
 *      10.0.1.0/24  .2.  .3.  10.0.4.0/24
 * </pre>
 *
 * Made and used on the lab's thread.
 */
final class RouterChain {
    /** Each cable takes a /24 of 10.0.0.0/16. */
    static final int MAX_HOPS = 250;

    private static final int PREFIX_LENGTH = 24;

    private final LabEventLoop loop;
    private final RandomStreams random = new RandomStreams(1);
    private final List<IpStack> stacks = new ArrayList<>();
    private final LabNetwork sender;
    private final LabNetwork receiver;
    private int ports;

    RouterChain(LabEventLoop loop, int hops) {
        if (hops < 1 || hops > MAX_HOPS) {
            throw new IllegalArgumentException("hops: " + hops + " (expected: 1-" + MAX_HOPS + ")");
        }
        this.loop = loop;
        for (int i = 0; i <= hops; i++) {
            IpStack stack = new IpStack(loop, "node" + i, random);
            stack.setForwarding(i > 0 && i < hops);
            stacks.add(stack);
        }
        for (int i = 1; i <= hops; i++) {
            Port left = port(stacks.get(i - 1), address(i, 1));
            Port right = port(stacks.get(i), address(i, 2));
            Cable.connect(loop, left, right, LinkSettings.PLAIN, random.stream("cable" + i));
        }
        for (int i = 0; i <= hops; i++) {
            addRoutes(i, hops);
        }
        sender = new LabNetwork(loop, stacks.get(0), NameSource.NONE);
        receiver = new LabNetwork(loop, stacks.get(hops), NameSource.NONE);
    }

    private Port port(IpStack stack, Ipv4Address address) {
        ports++;
        Port port = new Port(loop.clock(), stack.name(), "eth" + ports, new MacAddress(0x0200_0000_0000L + ports));
        stack.addInterface(port.name(), new PortLink(port)).addAddress(address, PREFIX_LENGTH);
        return port;
    }

    private void addRoutes(int node, int hops) {
        for (int cable = 1; cable <= hops; cable++) {
            Ipv4Prefix network = Ipv4Prefix.of(address(cable, 0), PREFIX_LENGTH);
            if (cable > node + 1) {
                stacks.get(node).routes().add(Route.toNextHop(network, address(node + 1, 2)));
            } else if (cable < node) {
                stacks.get(node).routes().add(Route.toNextHop(network, address(node, 1)));
            }
        }
    }

    private static Ipv4Address address(int cable, int host) {
        return new Ipv4Address(10 << 24 | cable << 8 | host);
    }

    /** See {@link IpStack#segmentationOffload}. */
    void segmentationOffload(boolean on) {
        stacks.forEach(stack -> stack.segmentationOffload(on));
    }

    LabNetwork sender() {
        return sender;
    }

    LabNetwork receiver() {
        return receiver;
    }

    Ipv4Address receiverAddress() {
        return address(stacks.size() - 1, 2);
    }
}
