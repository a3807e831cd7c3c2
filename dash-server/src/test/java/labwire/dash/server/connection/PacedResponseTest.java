package labwire.dash.server.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.dash.media.Payload;
import labwire.dash.origin.Origin;
import labwire.dash.origin.Outcome;
import labwire.dash.origin.TitleSummary;
import labwire.dash.server.fault.FaultRules;
import labwire.dash.server.observe.RequestMeters;
import labwire.dash.server.observe.ServedRequest;
import labwire.dash.server.site.Site;
import labwire.dash.server.site.StaticFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses over time, in time that stands still until told to go on. */
final class PacedResponseTest {
    private static final int LENGTH = 100_000;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    private final List<ServedRequest> served = new ArrayList<>();
    private final Service service = newService(new FaultRules());

    private Service newService(FaultRules faults) {
        Origin origin = new Origin() {
            @Override
            public Outcome find(String path, Instant now) {
                Payload payload = Payload.of(new byte[LENGTH]);
                return new Outcome.Found(payload, "video/mp4", "x", null, Duration.ZERO, true);
            }

            @Override
            public List<TitleSummary> titles() {
                return List.of();
            }
        };
        Site site = new Site(origin, StaticFiles.NONE, 0, faults, () -> "");
        return new Service(site, CLOCK, HttpLimits.DEFAULTS, served::add, new RequestMeters(CLOCK));
    }

    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @AfterEach
    void releaseWhatNobodyRead() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private EmbeddedChannel connect() {
        EmbeddedChannel channel = new EmbeddedChannel(new Http1Connection(service, false));
        channels.add(channel);
        channel.freezeTime();
        return channel;
    }

    private static void ask(EmbeddedChannel channel, String path) {
        byte[] head = ("GET " + path + " HTTP/1.1\r\nHost: video\r\n\r\n").getBytes(ISO_8859_1);
        channel.writeInbound(channel.alloc().buffer().writeBytes(head));
    }

    private static void pass(EmbeddedChannel channel, long millis) {
        for (long i = 0; i < millis; i++) {
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    /** How many bytes have come since the last time. */
    private static int arrived(EmbeddedChannel channel) {
        int sum = 0;
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            sum += bytes.readableBytes();
            bytes.release();
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 10})
    void aRateIsHeldToTheMillisecond(int megabits) {
        EmbeddedChannel channel = connect();
        ask(channel, "/fault/rate=" + megabits + "mbit/demo/1.m4s");
        int head = arrived(channel);
        int half = 400 / megabits;
        pass(channel, half);
        assertThat(arrived(channel)).isBetween(LENGTH / 2 - 20_000, LENGTH / 2);
        pass(channel, half - 1);
        assertThat(served).isEmpty();
        pass(channel, 1);
        assertThat(served).hasSize(1);
        assertThat(served.get(0).bodyBytes()).isEqualTo(LENGTH);
        assertThat(served.get(0).duration()).isEqualTo(Duration.ofMillis(800 / megabits));
        assertThat(head).isPositive();
    }

    @Test
    void twoConnectionsOfASessionShareItsRate() {
        EmbeddedChannel one = connect();
        EmbeddedChannel other = connect();
        ask(one, "/fault/rate=8mbit,session=a/demo/1.m4s");
        ask(other, "/fault/rate=8mbit,session=a/demo/2.m4s");
        for (int i = 0; i < 199; i++) {
            pass(one, 1);
            pass(other, 1);
        }
        assertThat(served).hasSizeLessThan(2);
        pass(one, 1);
        pass(other, 1);
        assertThat(served).hasSize(2);
    }

    @Test
    void aDelayComesBeforeTheFirstByte() {
        EmbeddedChannel channel = connect();
        ask(channel, "/fault/delay=2s/demo/1.m4s");
        pass(channel, 1_999);
        assertThat(arrived(channel)).isZero();
        pass(channel, 1);
        assertThat(arrived(channel)).isGreaterThan(LENGTH);
    }

    @Test
    void aStallIsAsLongAsAsked() {
        EmbeddedChannel channel = connect();
        ask(channel, "/fault/stall=40KB,for=90s/demo/1.m4s");
        int first = arrived(channel);
        pass(channel, 89_999);
        assertThat(arrived(channel)).isZero();
        pass(channel, 1);
        assertThat(arrived(channel)).isEqualTo(LENGTH - 40_000);
        assertThat(first).isBetween(40_000, 41_000);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aClientThatHasLeftIsNotWaitedForAsLongAsAStall() {
        EmbeddedChannel channel = connect();
        ask(channel, "/fault/stall=40KB/demo/1.m4s");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        pass(channel, 2 * HttpLimits.DEFAULTS.window().toMillis());
        assertThat(channel.isOpen()).isFalse();
        assertThat(served).hasSize(1);
        assertThat(served.get(0).complete()).isFalse();
        assertThat(served.get(0).bodyBytes()).isEqualTo(40_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /demo/ten HTTP/1.1\r\nHost: video\r\nX: ", "PRI * HTTP/2.0\r\n\r\nS"})
    void bytesThatDripInBuyNoTime(String head) {
        EmbeddedChannel channel = connect();
        int dripped = 0;
        for (int second = 0; second < 9; second++) {
            int next = head.length() * (second + 1) / 9;
            channel.writeInbound(channel.alloc()
                    .buffer()
                    .writeBytes(head.substring(dripped, next).getBytes(ISO_8859_1)));
            dripped = next;
            pass(channel, 1_000);
        }
        assertThat(arrived(channel)).isZero();
        pass(channel, 1_999);
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(ISO_8859_1)).startsWith("HTTP/1.1 408 Request Timeout\r\n");
        answer.release();
    }

    @Test
    void timeOutsAreToTheMillisecond() {
        EmbeddedChannel idle = connect();
        ask(idle, "/time");
        pass(idle, HttpLimits.DEFAULTS.idleTimeout().toMillis() - 1);
        assertThat(idle.isOpen()).isTrue();
        pass(idle, 1);
        assertThat(idle.isOpen()).isFalse();
        EmbeddedChannel slow = connect();
        slow.writeInbound(slow.alloc().buffer().writeBytes("GET /".getBytes(ISO_8859_1)));
        pass(slow, HttpLimits.DEFAULTS.headTimeout().toMillis() - 1);
        assertThat(arrived(slow)).isZero();
        pass(slow, 1);
        ByteBuf answer = slow.readOutbound();
        assertThat(answer.toString(ISO_8859_1)).startsWith("HTTP/1.1 408 Request Timeout\r\n");
        answer.release();
        assertThat(arrived(idle)).isPositive();
    }
}
