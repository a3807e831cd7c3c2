package labwire.dash.player.http;

import static labwire.dash.player.http.ScriptedServer.after;
import static labwire.dash.player.http.ScriptedServer.close;
import static labwire.dash.player.http.ScriptedServer.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.dash.manifest.ByteRange;
import labwire.dash.player.http.HttpResult.Answer;
import labwire.dash.player.http.HttpResult.Failure;
import labwire.dash.player.http.HttpResult.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLaneTest {
    private static final int MAX_BODY = 100_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final VirtualWire wire = new VirtualWire();
    private final ScriptedServer server = new ScriptedServer(wire, "video", 80);
    private final List<Throwable> mishaps = new ArrayList<>();
    private final HttpLane lane = new HttpLane(
            wire.bootstrap(), wire.loop(), HttpLimits.DEFAULTS, Optional.empty(), Runnable::run, mishaps::add);

    private final List<HttpResult> results = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    private final HttpListener listener = new HttpListener() {
        @Override
        public void progress(long receivedBytes, long totalBytes) {
            progress.add(receivedBytes + "/" + totalBytes);
        }

        @Override
        public void ended(HttpResult result) {
            results.add(result);
        }
    };

    private HttpResult ask(HttpOrder order) {
        int before = results.size();
        lane.ask(order, listener);
        assertThat(wire.runUntil(() -> results.size() > before, LONG)).isTrue();
        return results.get(before);
    }

    private HttpResult get(String url) {
        return ask(HttpOrder.get(URI.create(url), MAX_BODY));
    }

    private Failure failure(String url) {
        return (Failure) get(url);
    }

    private static String text(HttpResult result) {
        return new String(((Answer) result).body(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void asksOneThingAfterTheOtherOverOneConnection() {
        server.on("/a?x=1", now("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"))
                .on("/b", now("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1\r\nf\r\n0\r\n\r\n"));
        assertThat(text(get("http://video/a?x=1"))).isEqualTo("abc");
        assertThat(text(get("http://video/b"))).isEqualTo("def");
        assertThat(server.connections).isEqualTo(1);
        assertThat(server.requests.get(0)).startsWith("GET /a?x=1 HTTP/1.1\r\n").contains("host: video\r\n");
    }

    @Test
    void tellsOfEachPieceAndOfTheTimesOfTheFirstAndTheLast() {
        server.on("/a", after(100, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n"), after(50, "abc"), after(50, "def"));
        Answer answer = (Answer) get("http://video/a");
        assertThat(progress).containsExactly("3/6", "6/6");
        assertThat(answer.firstByteNanos() - answer.askedNanos()).isEqualTo(100_000_000L);
        assertThat(answer.endedNanos() - answer.askedNanos()).isEqualTo(200_000_000L);
    }

    @Test
    void whatAListenerThrowsIsHandedOnAndItsCallIsOver() {
        server.on("/a", now("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc"));
        lane.ask(HttpOrder.get(URI.create("http://video/a"), MAX_BODY), new HttpListener() {
            @Override
            public void progress(long receivedBytes, long totalBytes) {
                throw new IllegalStateException("in progress");
            }

            @Override
            public void ended(HttpResult result) {
                results.add(result);
            }
        });
        wire.runFor(LONG);
        assertThat(mishaps).singleElement().satisfies(cause -> assertThat(cause).hasMessage("in progress"));
        assertThat(results).isEmpty();
        assertThat(lane.isBusy()).isFalse();
        assertThat(server.open).isZero();

        server.on("/b", now("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb"));
        lane.ask(HttpOrder.get(URI.create("http://video/b"), MAX_BODY), result -> {
            throw new IllegalStateException("at the end");
        });
        wire.runFor(LONG);
        assertThat(mishaps).last().satisfies(cause -> assertThat(cause).hasMessage("at the end"));
        assertThat(text(get("http://video/b"))).isEqualTo("b");
    }

    @Test
    void asksForRanges() {
        server.on(
                "/a", now("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 4-5/9\r\nContent-Length: 2\r\n\r\nef"));
        Answer answer =
                (Answer) ask(HttpOrder.get(URI.create("http://video/a"), Optional.of(ByteRange.of(4, 5)), MAX_BODY));
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("content-range")).isEqualTo("bytes 4-5/9");
        assertThat(server.requests.get(0)).contains("range: bytes=4-5");
    }

    @Test
    void isToldThatWhatItKnowsHolds() {
        server.on("/a", now("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n"))
                .on("/b", now("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb"));
        Answer answer = (Answer)
                ask(HttpOrder.get(URI.create("http://video/a"), MAX_BODY).unless("\"x\""));
        assertThat(answer.status()).isEqualTo(304);
        assertThat(server.requests.get(0)).contains("if-none-match: \"x\"");
        assertThat(text(get("http://video/b"))).isEqualTo("b");
        assertThat(server.connections).isEqualTo(1);
    }

    @Test
    void aHeadHasNoBodyWhateverItsLength() {
        server.on(
                "/time", now("HTTP/1.1 200 OK\r\nContent-Length: 300\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n"));
        Answer answer = (Answer) ask(HttpOrder.head(URI.create("http://video/time")));
        assertThat(answer.header("date")).startsWith("Thu");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anErrorIsAnAnswerAndKeepsTheConnection() {
        server.on("/a", now("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nnone!"))
                .on("/b", now("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb"));
        assertThat(((Answer) get("http://video/a")).status()).isEqualTo(404);
        assertThat(text(get("http://video/b"))).isEqualTo("b");
        assertThat(server.connections).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip"})
    void aCodingThatNobodyAskedForIsAFailureThatNamesIt(String coding) {
        server.on("/a", now("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: 1\r\n\r\na"));
        Failure failure = failure("http://video/a");
        assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(failure.reason())
                .isEqualTo("Content-Encoding: " + coding + " (expected: none, as none was asked for)");
    }

    @Test
    void identityIsNoCoding() {
        server.on("/a", now("HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 1\r\n\r\na"));
        assertThat(text(get("http://video/a"))).isEqualTo("a");
    }

    @Test
    void skipsInterimResponses() {
        server.on("/a", now("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"));
        assertThat(text(get("http://video/a"))).isEqualTo("a");
    }

    @Test
    void followsRedirectsToOtherServers() {
        new ScriptedServer(wire, "other", 81).on("/d/b", now("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb"));
        server.on("/a", now("HTTP/1.1 302 Found\r\nLocation: http://other:81/d/b\r\nContent-Length: 0\r\n\r\n"));
        Answer answer = (Answer) get("http://video/a");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.uri()).hasToString("http://other:81/d/b");
    }

    @Test
    void redirectsInACircleEnd() {
        server.on("/a", now("HTTP/1.1 307 Temporary Redirect\r\nLocation: a\r\nContent-Length: 0\r\n\r\n"));
        assertThat(failure("http://video/a").kind()).isEqualTo(Kind.REDIRECT);
        assertThat(server.requests).hasSize(HttpLimits.DEFAULTS.maxRedirects() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://video/a", "http:///a", "ht tp://x"})
    void redirectsElsewhereThanHttpAreNotFollowed(String location) {
        server.on("/a", now("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"));
        assertThat(failure("http://video/a").kind()).isEqualTo(Kind.REDIRECT);
    }

    @Test
    void asksAgainWhenAKeptConnectionTurnsOutToBeDead() {
        server.on("/a", now("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na")).on("/dead", close());
        get("http://video/a");
        Failure failure = failure("http://video/dead");
        assertThat(failure.kind()).isEqualTo(Kind.NO_RESPONSE);
        assertThat(server.requests)
                .as("on the kept connection, then on a new one")
                .hasSize(3);
        assertThat(server.connections).isEqualTo(2);
    }

    @Test
    void whatIsRefusedIsAFailure() {
        assertThat(failure("http://nobody/a").kind()).isEqualTo(Kind.CONNECT);
    }

    @Test
    void httpsWithoutTlsIsAFailure() {
        assertThat(failure("https://video/a").reason()).contains("no TLS");
    }

    @Test
    void silenceIsAFailureInTime() {
        Failure failure = failure("http://video/silent");
        assertThat(failure.kind()).isEqualTo(Kind.FIRST_BYTE_TIMEOUT);
        assertThat(Duration.ofNanos(failure.endedNanos() - failure.askedNanos()))
                .isEqualTo(HttpLimits.DEFAULTS.firstByte());
        assertThat(server.open).isZero();
    }

    @Test
    void aStallIsAFailureInTime() {
        server.on("/a", now("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc"));
        Failure failure = failure("http://video/a");
        assertThat(failure.kind()).isEqualTo(Kind.STALLED);
        assertThat(failure.status()).isEqualTo(200);
        assertThat(failure.receivedBytes()).isEqualTo(3);
        assertThat(Duration.ofNanos(failure.endedNanos() - failure.askedNanos()))
                .isEqualTo(HttpLimits.DEFAULTS.stall());
    }

    @Test
    void aTrickleIsAFailureInTime() {
        ScriptedServer.Step[] trickle = new ScriptedServer.Step[100];
        trickle[0] = now("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n");
        for (int i = 1; i < trickle.length; i++) {
            trickle[i] = after(1_000, "x");
        }
        server.on("/a", trickle);
        Failure failure = failure("http://video/a");
        assertThat(failure.kind()).isEqualTo(Kind.TOO_SLOW);
        assertThat(Duration.ofNanos(failure.endedNanos() - failure.askedNanos()))
                .isEqualTo(HttpLimits.DEFAULTS.whole());
    }

    @Test
    void aCutBodyIsAFailureWithItsPlace() {
        server.on("/a", now("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc"), close());
        assertThat(failure("http://video/a").reason()).contains("3 of 6 bytes");
        assertThat(failure("http://video/a").kind()).isEqualTo(Kind.TRUNCATED);
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsWhole() {
        server.on("/a", now("HTTP/1.1 200 OK\r\n\r\nabc"), close());
        assertThat(text(get("http://video/a"))).isEqualTo("abc");
        assertThat(progress).containsExactly("3/-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 999999999\r\n\r\n"
            })
    void bodiesOverTheLimitAreRefused(String response) {
        String chunk = "4e20\r\n" + "x".repeat(20_000) + "\r\n";
        server.on("/a", now(response.replace("%s", chunk.repeat(6))));
        assertThat(failure("http://video/a").kind()).isEqualTo(Kind.TOO_LARGE);
        wire.runFor(Duration.ZERO);
        assertThat(server.open).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"220 mail ESMTP\r\n\r\n", "HTTP/1.1 two hundred\r\n\r\n", "HTTP/1.1 200 OK\r\nX: %s\r\n\r\n"})
    void whatIsNotHttpIsRefused(String response) {
        server.on("/a", now(response.replace("%s", "x".repeat(20_000))));
        assertThat(failure("http://video/a").kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void anAbortClosesTheConnectionAndIsTheLastThatIsHeard() {
        server.on("/a", now("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc"), after(10, "def"))
                .on("/b", now("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb"));
        HttpCall call = lane.ask(HttpOrder.get(URI.create("http://video/a"), MAX_BODY), listener);
        wire.runUntil(() -> !progress.isEmpty(), LONG);
        call.abort();
        assertThat(lane.isBusy()).isFalse();
        wire.runFor(LONG);
        assertThat(results).isEmpty();
        assertThat(server.open).isZero();
        assertThat(text(get("http://video/b"))).isEqualTo("b");
    }

    @Test
    void anAbortWhileConnectingLeavesNothingOpen() {
        HttpCall call = lane.ask(HttpOrder.get(URI.create("http://video/a"), MAX_BODY), listener);
        call.abort();
        wire.runFor(LONG);
        assertThat(server.open).isZero();
        assertThat(results).isEmpty();
    }

    @Test
    void aServersLateWordsOnAKeptConnectionCloseIt() {
        server.on("/a", now("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"), after(5, "HTTP/1.1 200 OK\r\n\r\n"));
        get("http://video/a");
        wire.runFor(LONG);
        assertThat(server.open).isZero();
    }

    @Test
    void theNextMayBeAskedForAsSoonAsOneHasEnded() {
        server.on("/a", now("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"))
                .on("/b", now("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb"));
        lane.ask(
                HttpOrder.get(URI.create("http://video/a"), MAX_BODY),
                result -> lane.ask(HttpOrder.get(URI.create("http://video/b"), MAX_BODY), listener));
        assertThat(wire.runUntil(() -> !results.isEmpty(), LONG)).isTrue();
        assertThat(text(results.get(0))).isEqualTo("b");
        assertThat(server.connections).isEqualTo(1);
    }

    @Test
    void oneCallAtATime() {
        HttpOrder order = HttpOrder.get(URI.create("http://video/a"), MAX_BODY);
        lane.ask(order, listener);
        assertThatThrownBy(() -> lane.ask(order, listener)).hasMessageContaining("http://video/a");
    }
}
