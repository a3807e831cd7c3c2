package labwire.dash.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the dialogues do not ask: any bytes at all, in any pieces. */
final class RequestHeadReaderTest {
    private static final HeadLimits LIMITS = new HeadLimits(200, 400, 8);
    private static final List<String> SEEDS = List.of(
            "GET /demo/manifest.mpd?session=a HTTP/1.1\r\nHost: video:8080\r\nRange: bytes=0-9\r\n\r\n",
            "GET http://video/a HTTP/1.1\r\nHost: video\r\nConnection: close, TE\r\nTE: trailers\r\n\r\n",
            "\r\nHEAD /%41 HTTP/1.0\r\nX: \t y \r\n\r\n",
            "POST / HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 5\r\n\r\nhello");

    private static HeadReading whole(byte[] bytes) {
        return new RequestHeadReader(LIMITS).read(Unpooled.wrappedBuffer(bytes));
    }

    /** As a connection does it: what comes is added to what is left. */
    private static HeadReading inPieces(byte[] bytes, Random random) {
        RequestHeadReader reader = new RequestHeadReader(LIMITS);
        ByteBuf input = Unpooled.buffer();
        HeadReading reading = HeadReading.Unfinished.NOTHING_YET;
        int at = 0;
        while (reading instanceof HeadReading.Unfinished && at < bytes.length) {
            int count = 1 + random.nextInt(Math.min(20, bytes.length - at));
            input.writeBytes(bytes, at, Math.min(count, bytes.length - at));
            at += count;
            reading = reader.read(input);
        }
        return reading;
    }

    private static byte[] mutated(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, "\r\n \t:,\0".charAt(random.nextInt(7)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    @Test
    void anyBytesInAnyPiecesComeToTheSame() {
        Random random = new Random(20_261_122);
        int heads = 0;
        int refusals = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = mutated(SEEDS.get(i % SEEDS.size()), random);
            HeadReading whole = whole(bytes);
            HeadReading pieces = inPieces(bytes, random);
            assertThat(pieces.getClass()).as(new String(bytes, ISO_8859_1)).isEqualTo(whole.getClass());
            if (whole instanceof RequestHead head) {
                heads++;
                assertThat(head.target()).isEqualTo(((RequestHead) pieces).target());
                assertThat(head.fields())
                        .hasToString(((RequestHead) pieces).fields().toString());
            } else if (whole instanceof Refusal refusal) {
                refusals++;
                assertThat(refusal.status().isError()).isTrue();
            }
        }
        assertThat(heads).isGreaterThan(5_000);
        assertThat(refusals).isGreaterThan(5_000);
    }

    @Test
    void leavesWhatFollowsTheHead() {
        ByteBuf input = Unpooled.copiedBuffer(SEEDS.get(0) + SEEDS.get(1), ISO_8859_1);
        RequestHeadReader reader = new RequestHeadReader(LIMITS);
        RequestHead first = (RequestHead) reader.read(input);
        RequestHead second = (RequestHead) reader.read(input);
        assertThat(first.parameter("session")).isEqualTo("a");
        assertThat(second.keepAlive()).isFalse();
        assertThat(reader.read(input)).isEqualTo(HeadReading.Unfinished.NOTHING_YET);
    }
}
