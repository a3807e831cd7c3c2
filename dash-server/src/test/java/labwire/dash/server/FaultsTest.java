package labwire.dash.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import labwire.dash.server.HttpDialogue.Heard;
import labwire.dash.server.fault.FaultRule;
import labwire.dash.server.fault.FaultRules;
import labwire.dash.server.observe.CombinedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does when it is told to misbehave. */
final class FaultsTest {
    private final FaultRules faults = new FaultRules();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private TestVideoServer server;
    private Socket socket;
    private InputStream in;

    @BeforeEach
    void start() throws Exception {
        FakeOrigin origin = new FakeOrigin()
                .withText("demo/ten", "text/plain", "0123456789")
                .withText("demo/large", "text/plain", "x".repeat(100_000));
        server = new TestVideoServer(
                Transport.NIO, origin, config -> config.withFaults(faults).withAccessLog(new CombinedLog(log::add)));
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(TestVideoServer.loopback(), server.port());
        socket.setSoTimeout(10_000);
        in = socket.getInputStream();
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        server.close();
    }

    private void ask(String path) throws IOException {
        socket.getOutputStream().write(("GET /" + path + " HTTP/1.1\r\nHost: video\r\n\r\n").getBytes(ISO_8859_1));
    }

    private Heard get(String path) throws IOException {
        ask(path);
        return HttpDialogue.hear(in, false);
    }

    private List<Integer> statuses(String path, int count) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statuses.add(get(path).status());
        }
        return statuses;
    }

    @Test
    void rulesInPathsCountRequests() throws IOException {
        assertThat(statuses("fault/status=503,every=3/demo/ten", 7)).containsExactly(200, 200, 503, 200, 200, 503, 200);
        assertThat(statuses("fault/status=404,nth=2/demo/ten", 4)).containsExactly(200, 404, 200, 200);
        assertThat(statuses("fault/status=500,first=2/demo/ten", 4)).containsExactly(500, 500, 200, 200);
        assertThat(get("fault/status=502/demo/ten").body()).isEqualTo("502 Bad Gateway: as a fault rule has it\n");
    }

    @Test
    void rulesCountEachSessionByItself() throws IOException {
        String path = "fault/status=503,first=1/demo/ten";
        assertThat(get(path + "?session=a").status()).isEqualTo(503);
        assertThat(get(path + "?x=1&session=b").status()).isEqualTo(503);
        assertThat(get(path + "?session=a").status()).isEqualTo(200);
        assertThat(get("fault/status=503,session=c/demo/ten").status()).isEqualTo(503);
    }

    @Test
    void rulesAreSetAndRemovedWhileTheServerRuns() throws Exception {
        long number = faults.add(FaultRule.parse("status=503,path=demo/t*"));
        assertThat(get("demo/ten").status()).isEqualTo(503);
        assertThat(get("demo/large").status()).isEqualTo(200);
        assertThat(faults.faults(number)).isEqualTo(1);
        assertThat(faults.remove(number)).isTrue();
        assertThat(get("demo/ten").status()).isEqualTo(200);
        faults.add(FaultRule.parse("status=503,session=other"));
        assertThat(get("demo/ten").status()).isEqualTo(200);
        assertThat(get("demo/ten?session=other").status()).isEqualTo(503);
    }

    @Test
    void aTruncatedBodyEndsEarlyUnderItsWholeLength() throws IOException {
        ask("fault/truncate=4/demo/ten");
        String all = new String(in.readAllBytes(), ISO_8859_1);
        assertThat(all).contains("Content-Length: 10\r\n").endsWith("\r\n\r\n0123");
    }

    @Test
    void aStalledBodyPausesAndGoesOn() throws IOException {
        Heard heard = get("fault/stall=5,for=50ms/demo/ten");
        assertThat(heard.body()).isEqualTo("0123456789");
        assertThat(get("demo/ten").status()).isEqualTo(200);
    }

    @Test
    void aStallWithoutEndHoldsTheRestBack() throws IOException {
        ask("fault/stall=5/demo/ten");
        StringBuilder heard = new StringBuilder();
        while (!heard.toString().endsWith("\r\n\r\n01234")) {
            heard.append((char) in.read());
        }
        socket.setSoTimeout(100);
        assertThat(catchThrowable(in::read)).isInstanceOf(SocketTimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate=8mbit", "delay=20ms", "delay=10ms,rate=80mbit,stall=50KB,for=10ms"})
    void shapedBodiesArriveWhole(String rule) throws IOException {
        assertThat(get("fault/" + rule + "/demo/large").body()).isEqualTo("x".repeat(100_000));
        assertThat(get("fault/" + rule + "/fault/status=503,nth=2/demo/large").status())
                .isEqualTo(200);
    }

    @Test
    void requestsBehindADelayedOneAreAnsweredInOrder() throws IOException {
        ask("fault/delay=50ms/demo/ten");
        ask("demo/none");
        assertThat(HttpDialogue.hear(in, false).status()).isEqualTo(200);
        assertThat(HttpDialogue.hear(in, false).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=99",
                "status=200",
                "status=4294967799",
                "status",
                "delay=1h",
                "rate=0kbit",
                "rate=5",
                "nth=0",
                "for=1s",
                "every=3",
                "status=503,nth=1,first=2",
                "colour=red",
                "status=503,status=503",
                "delay=99999s",
                "stall=x"
            })
    void badRulesAreRefusedWithAReason(String rule) throws IOException {
        Heard heard = get("fault/" + rule + "/demo/ten");
        assertThat(heard.status()).isEqualTo(400);
        assertThat(heard.body()).contains("(expected: ");
    }

    @Test
    void aSessionWithALongNameIsRefused() throws IOException {
        assertThat(get("fault/delay=0s,first=1,rate=9gbit/demo/ten?session=" + "s".repeat(100))
                        .status())
                .isEqualTo(200);
        assertThat(get("fault/delay=0s,first=1,rate=9gbit/demo/ten?session=" + "s".repeat(101))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void noMoreThanFourRulesInAPath() throws IOException {
        assertThat(get("fault/delay=0s,first=1/demo/ten").status()).isEqualTo(400);
        assertThat(get("fault/rate=9gbit/".repeat(4) + "demo/ten").status()).isEqualTo(200);
        assertThat(get("fault/rate=9gbit/".repeat(5) + "demo/ten").status()).isEqualTo(400);
    }

    @Test
    void theLogSaysWhatLeftAndWhatWasCut() throws IOException {
        get("demo/ten");
        ask("fault/truncate=4/demo/ten");
        in.readAllBytes();
        await().until(() -> log.size() == 2);
        assertThat(log.get(0))
                .matches("127\\.0\\.0\\.1 - - \\[.+\\] \"GET /demo/ten HTTP/1\\.1\" 200 10 \"-\" \"-\" \\d+");
        assertThat(log.get(1))
                .contains("\"GET /fault/truncate=4/demo/ten HTTP/1.1\" 200 4 ")
                .endsWith(" aborted");
    }

    @Test
    void metricsCountWhatWasServed() throws IOException {
        get("demo/ten");
        get("demo/ten");
        get("demo/none");
        String metrics = get("metrics").body();
        assertThat(metrics)
                .contains("labwire_video_requests_total{kind=\"media\",status=\"200\"} 2.0")
                .contains("labwire_video_requests_total{kind=\"media\",status=\"404\"} 1.0")
                .contains("labwire_video_connections 1.0")
                .contains("labwire_video_cache_hits_total 1.0")
                .contains("labwire_video_body_bytes_total{kind=\"media\"}");
    }
}
