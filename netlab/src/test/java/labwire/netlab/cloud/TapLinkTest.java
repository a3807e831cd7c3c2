package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.channel.NameSource;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.PortLink;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class TapLinkTest {
    private static final String TAP = "lw0";
    private static final int ECHO = 7;
    private static final int BYTES = 20_000_000;
    private static final String MAKE =
            "ip tuntap add dev lw0 mode tap && ip addr add 10.0.1.2/24 dev lw0" + " && ip link set lw0 up";

    @Test
    void namesThatNoInterfaceHasAreRefused() {
        for (String name : List.of("", "a/b", "lw 0", "sixteen-letters-")) {
            assertThatThrownBy(() -> new TapRule(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("host-interface: " + name + " (expected: an interface's name");
        }
    }

    @Test
    void theKernelsTcpAndPingReachTheLabAndItComesBackAfterTheTapHasGone() throws Exception {
        String[] trial = {"unshare", "-Urnm", "sh", "-c", MAKE};
        assumeTrue(run(trial).startsWith("0"), "this system gives no user namespaces with TAPs");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String outcome = run(
                "unshare",
                "-Urnm",
                "sh",
                "-c",
                MAKE + " && exec \"$@\"",
                "sh",
                java,
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                TapLinkTest.class.getName());
        assertThat(outcome).contains("same octets both ways", "3 received, 0% packet loss", "back again");
        assertThat(outcome).startsWith("0");
    }

    /** The exit status, and what was printed. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, command[0] + " is not installed");
            return "";
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + output;
    }

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

    /** In a namespace where the TAP is: a host of the lab at its far end, and the kernel as its client. */
    public static void main(String[] arguments) throws Exception {
        LabEventLoop loop = LabEventLoop.live("lab");
        TapLink link = loop.submit(() -> lab(loop)).get();
        link.open().sync();
        System.out.println(run("ping", "-c", "3", "-i", "0.2", "-W", "5", "10.0.1.1"));
        transfer();
        String unused = run("ip", "link", "delete", TAP);
        System.out.println(run("sh", "-c", MAKE));
        for (int tries = 0; tries < 50; tries++) {
            if (run("ping", "-c", "1", "-W", "1", "10.0.1.1").startsWith("0")) {
                System.out.println("back again");
                break;
            }
        }
        System.out.println(link.counters());
        link.close().sync();
        loop.stop();
    }

    private static TapLink lab(LabEventLoop loop) {
        RandomStreams random = new RandomStreams(1);
        Port inner = new Port(loop.clock(), "host", "eth1", new MacAddress(0x0200_0000_0001L));
        Port outer = new Port(loop.clock(), "tap", TAP, MacAddress.BROADCAST);
        IpStack stack = new IpStack(loop, "host", random);
        stack.addInterface("eth1", new PortLink(inner)).addAddress(Ipv4Address.parse("10.0.1.1"), 24);
        Cable.connect(loop, inner, outer, LinkSettings.PLAIN, random.stream("cable"));
        var unused = new LabNetwork(loop, stack, NameSource.NONE)
                .serverBootstrap()
                .childHandler(new Echo())
                .bind(new InetSocketAddress(ECHO));
        return new TapLink(loop, outer, new TapRule(TAP), task -> new Thread(task, "tap").start());
    }

    private static void transfer() throws Exception {
        byte[] octets = new byte[BYTES];
        new SplittableRandom(1).nextBytes(octets);
        long start = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {10, 0, 1, 1}), ECHO)) {
            OutputStream out = socket.getOutputStream();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    out.write(octets);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            sending.get(10, TimeUnit.SECONDS);
            byte[] expected = MessageDigest.getInstance("SHA-256").digest(octets);
            byte[] found = digest.digest();
            System.out.println(
                    Arrays.equals(found, expected)
                            ? "same octets both ways"
                            : HexFormat.of().formatHex(found));
            System.out.println(2L * BYTES * 8 * 1000 / (System.nanoTime() - start) + " Mbit/s");
        }
    }
}
