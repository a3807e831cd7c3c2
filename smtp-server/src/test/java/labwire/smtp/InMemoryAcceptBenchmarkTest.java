package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import labwire.smtp.LoadClients.Pace;
import labwire.smtp.session.TlsMode;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.protocols.smtp.SMTPProtocolHandlerChain;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MessageHook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Accepts a second without a disk, 2 KB messages over 20 reused sessions: our SMTP with nothing behind it, James's {@code
 * protocols-smtp} likewise, and GreenMail, which keeps them in memory; in one process with the clients, round by round in
 * turn. James offers PIPELINING as we do, GreenMail does not.
 */
@Tag("bench")
class InMemoryAcceptBenchmarkTest {

    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 5;
    private static final int MESSAGES = 20_000;
    private static final String OURS = "Labwire";
    private static final String GREEN_MAIL = "GreenMail";
    private static final String JAMES = "James protocols-smtp";

    @ParameterizedTest
    @EnumSource
    void acceptsASecondBesideGreenMailAndJames(Pace pace) throws Exception {
        GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        NettyServer james = james();
        james.bind();
        try (DiscardingServer ours = new DiscardingServer(TlsMode.NONE, InMemoryAcceptBenchmarkTest::noTls)) {
            Map<String, Integer> ports = new LinkedHashMap<>();
            ports.put(GREEN_MAIL, greenMail.getSmtp().getPort());
            ports.put(JAMES, james.getListenAddresses().get(0).getPort());
            ports.put(OURS, ours.port());
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                for (Map.Entry<String, Integer> peer : ports.entrySet()) {
                    double rate = LoadClients.messagesASecond(peer.getValue(), MESSAGES, pace);
                    greenMail.purgeEmailFromAllMailboxes();
                    if (round >= 0) {
                        rates.computeIfAbsent(peer.getKey(), first -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            assertThat(ours.taken()).isEqualTo((WARM_UPS + ROUNDS) * (long) MESSAGES);
            Map<String, Double> medians = new LinkedHashMap<>();
            rates.forEach((peer, values) -> medians.put(
                    peer, values.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow()));
            report(pace, medians);
            assertThat(ratio(medians, GREEN_MAIL)).as("against GreenMail").isGreaterThan(times(pace));
            assertThat(ratio(medians, JAMES)).as("against James").isGreaterThan(1.5);
        } finally {
            james.unbind();
            greenMail.stop();
        }
    }

    /** In lock step, most of the time goes to the kernel's sockets, on either side. */
    private static double times(Pace pace) {
        return switch (pace) {
            case LOCK_STEP -> 2;
            case AS_OFFERED -> 3;
        };
    }

    private static SSLEngine noTls() {
        throw new AssertionError("no TLS here");
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

    private static double ratio(Map<String, Double> medians, String peer) {
        return medians.getOrDefault(OURS, 0.0) / medians.getOrDefault(peer, 1.0);
    }

    private static void report(Pace pace, Map<String, Double> medians) {
        System.out.printf(Locale.ROOT, "in-memory accepts a second, %s, medians of %d rounds:%n", pace, ROUNDS);
        medians.forEach((peer, rate) ->
                System.out.printf(Locale.ROOT, "  %-22s %,8.0f  (we: %.1f times)%n", peer, rate, ratio(medians, peer)));
    }
}
