package labwire.smtp;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import labwire.smtp.session.TlsMode;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.protocols.smtp.SMTPProtocolHandlerChain;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MessageHook;

/**
 * A server without a disk in a process of its own, on one of the machine's processors, so that its clients take nothing
 * from it. Started, it prints its port; at each line that it reads it forgets the messages that it holds and prints the
 * line again; at the end of what it reads it ends.
 */
final class InMemoryServer implements AutoCloseable {

    /** Whose. */
    enum Kind {
        /** Ours, with nothing behind it. */
        LABWIRE,
        /** Keeps messages in memory. */
        GREEN_MAIL,
        /** {@code protocols-smtp}, with nothing behind it. */
        JAMES
    }

    private final Process process;
    private final BufferedReader said;
    private final int port;

    private InMemoryServer(Process process) throws IOException {
        this.process = process;
        said = process.inputReader(StandardCharsets.US_ASCII);
        port = Integer.parseInt(said.readLine());
    }

    /** Starts one that may use but one processor, counted from 0. */
    static InMemoryServer start(Kind kind, int processor) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", String.valueOf(processor)));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                InMemoryServer.class.getName(),
                kind.name()));
        return new InMemoryServer(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    int port() {
        return port;
    }

    /** Has it drop the messages that it holds. */
    void forget() throws IOException {
        process.outputWriter(StandardCharsets.US_ASCII).append("forget\n").flush();
        said.readLine();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        Kind kind = Kind.valueOf(arguments[0]);
        switch (kind) {
            case LABWIRE -> {
                DiscardingServer server = new DiscardingServer(TlsMode.NONE, () -> {
                    throw new AssertionError("no TLS here");
                });
                obey(server.port(), () -> {});
            }
            case GREEN_MAIL -> {
                GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
                server.start();
                obey(server.getSmtp().getPort(), server::purgeEmailFromAllMailboxes);
            }
            case JAMES -> {
                NettyServer server = james();
                server.bind();
                obey(server.getListenAddresses().get(0).getPort(), () -> {});
            }
        }
        Runtime.getRuntime().halt(0);
    }

    /** What may fail in a way of its own. */
    private interface Forgetting {
        void forget() throws Exception;
    }

    private static void obey(int port, Forgetting messages) throws Exception {
        System.out.println(port);
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            messages.forget();
            System.out.println(line);
        }
    }

    private static NettyServer james() throws Exception {
        MessageHook taken = (session, mail) -> HookResult.OK;
        SMTPConfigurationImpl configuration = new SMTPConfigurationImpl() {
            @Override
            public boolean isRelayingAllowed(String address) {
                return true;
            }
        };
        NettyServer server = new NettyServer.Factory()
                .protocol(new SMTPProtocol(new SMTPProtocolHandlerChain(new UnmeasuredMetrics(), taken), configuration))
                .build();
        server.setListenAddresses(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        return server;
    }
}
