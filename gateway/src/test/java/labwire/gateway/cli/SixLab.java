package labwire.gateway.cli;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import labwire.gateway.lab.LiveLab;
import labwire.gateway.lab.LiveLabOptions;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.wire.Ipv6Address;

/**
 * A lab beside the Linux kernel, in one namespace with it.
 *
 * <pre>
 * pc1 ── R1 ══VXLAN══ peer
 *         └──1280── pc2
 * </pre>
 *
 * <p>pc1 has an echo, and connects to the kernel's at each address that the lab's process reads.
 */
final class SixLab {
    /** The port on which pc1 sends back what it gets. */
    static final int ECHO = 7;
    /** An echo of the kernel's, which gives nobody a port below 1024. */
    static final int KERNELS_ECHO = 7007;

    /** What one end sends to the other's echo. */
    static final int BYTES = 8 << 20;

    static final int PATIENCE_SECONDS = 30;

    /** Nothing may be left to an adapter that is none: a checksum, or the cutting of a stream into segments. */
    private static final String PLAIN_LINK = """
            ip netns exec peer ethtool -K v1 tx off tso off gso off gro off > "$4/ethtool"
            """;

    private static final String LAB = """
            name: six
            topology:
              nodes:
                R1:
                  kind: cisco_vios
                  type: router
                  startup-config: |
                    hostname R1
                    ipv6 unicast-routing
                    interface GigabitEthernet0/0
                     ip address 10.0.1.1 255.255.255.0
                     ipv6 address fd00:1::1/64
                     no shutdown
                    interface GigabitEthernet0/1
                     ip address 10.0.2.1 255.255.255.0
                     ipv6 address fd00:2::1/64
                     no shutdown
                    interface GigabitEthernet0/2
                     mtu 1280
                     ipv6 address fd00:4::1/64
                     no shutdown
                    ipv6 route fd00:5::/64 fd00:1::9
                pc1:
                  kind: linux
                  exec:
                    - ip address add 10.0.2.2/24 dev eth1
                    - ip route add default via 10.0.2.1
                    - ip -6 address add fd00:2::2/64 dev eth1
                    - ip -6 route add default via fd00:2::1
                pc2:
                  kind: linux
                  exec:
                    - ip -6 address add fd00:4::2/64 dev eth1
                    - ip -6 route add default via fd00:4::1
              links:
                - type: vxlan
                  endpoint:
                    node: R1
                    interface: Gi0/0
                  remote: 10.9.0.2
                  vni: 100
                  dst-port: 4789
                - endpoints: [R1:Gi0/1, pc1:eth1]
                - endpoints: [R1:Gi0/2, pc2:eth1]
            """;

    private SixLab() {}

    /** Runs commands beside this lab, as {@link VxlanPeer#run(Path, Path, String, String)} does. */
    static LabProcess.Outcome run(Path folder, String before, String commands)
            throws IOException, InterruptedException {
        ExternalProgram.assumePresent("ethtool");
        Path lab = Files.writeString(folder.resolve("six.yaml"), LAB);
        List<String> arguments = List.of(lab.toString(), folder.resolve("data").toString());
        Path up = VxlanPeer.script(
                folder,
                "up",
                LabProcess.command(SixLab.class.getName(), arguments).command());
        return VxlanPeer.run(folder, up, PLAIN_LINK + before, commands);
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var unused = context.write(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(context.channel().isWritable());
        }
    }

    /** Sends to an echo, and looks whether the same comes back. */
    private static final class Sender extends SimpleChannelInboundHandler<ByteBuf> {
        private final CompletableFuture<String> result = new CompletableFuture<>();
        private final byte[] octets = new byte[BYTES];
        private final MessageDigest seen = sha256();
        private int left = BYTES;

        Sender() {
            new SplittableRandom(1).nextBytes(octets);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            var unused = context.writeAndFlush(Unpooled.wrappedBuffer(octets));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf piece) {
            left -= piece.readableBytes();
            seen.update(piece.nioBuffer());
            if (left == 0) {
                context.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            boolean same = Arrays.equals(seen.digest(), sha256().digest(octets));
            result.complete(same ? "same octets" : "other octets, " + left + " missing");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            result.complete(cause.toString());
            context.close();
        }
    }

    /** In the namespace of the lab: the lab, an echo on pc1, and pc1 as the client of each address that is read. */
    public static void main(String[] arguments) throws Exception {
        LiveLab lab = LiveLab.start(new LiveLabOptions(Path.of(arguments[0]), Path.of(arguments[1]), 0));
        Runtime.getRuntime().addShutdownHook(new Thread(lab::stop, "end"));
        LabNetwork pc1 = lab.lab().host("pc1").orElseThrow().network();
        pc1.serverBootstrap()
                .childHandler(new Echo())
                .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[16]), ECHO))
                .sync();
        System.out.println("Lab six is up");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String address = in.readLine(); address != null; address = in.readLine()) {
            Sender sender = new Sender();
            InetAddress to = Ipv6Address.parse(address).toInetAddress(address);
            pc1.bootstrap()
                    .handler(sender)
                    .connect(new InetSocketAddress(to, KERNELS_ECHO))
                    .addListener(tried -> {
                        if (!tried.isSuccess()) {
                            sender.result.complete(String.valueOf(tried.cause()));
                        }
                    });
            System.out.println("to " + address + " " + sender.result.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }
}
