package labwire.dash.player.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import labwire.dash.player.http.HttpResult.Answer;
import labwire.dash.player.http.HttpResult.Failure;
import labwire.dash.player.http.HttpResult.Failure.Kind;
import org.jspecify.annotations.Nullable;

/** One call, over redirects and, where a kept connection turns out to be dead, over a second connection. */
final class HttpExchange implements HttpCall {
    /** Larger bodies are given room as they arrive, not as they are announced. */
    private static final int MAX_EAGER_BYTES = 4 * 1024 * 1024;

    private static final int FIRST_ROOM_BYTES = 16 * 1024;
    /** Of an error's or a redirect's body, which is read only to keep the connection. */
    private static final int MAX_IGNORED_BYTES = 64 * 1024;

    private static final String IDENTITY = "identity";

    private static final byte[] NOTHING = {};

    /** How far it is. */
    private enum Phase {
        /** → AWAITING_HEAD, OVER. */
        CONNECTING,
        /** → READING_BODY, OVER; → CONNECTING if a kept connection was dead. */
        AWAITING_HEAD,
        /** → OVER; → CONNECTING by a redirect. */
        READING_BODY,
        OVER
    }

    private final HttpLane lane;
    private final HttpListener listener;
    private final Alarm alarm;
    private final long askedNanos;
    private HttpOrder order;
    private Phase phase = Phase.CONNECTING;
    private @Nullable HttpConnection connection;
    private int redirects;
    private int status;
    private HttpHeaders headers = EmptyHttpHeaders.INSTANCE;
    private long firstByteNanos;
    private long totalBytes;
    private long receivedBytes;
    private byte[] body = NOTHING;

    HttpExchange(HttpLane lane, HttpOrder order, HttpListener listener) {
        this.lane = lane;
        this.order = order;
        this.listener = listener;
        this.alarm = new Alarm(lane.loop(), this::timedOut);
        this.askedNanos = now();
    }

    void begin() {
        Authority authority = Authority.of(order.uri());
        phase = Phase.CONNECTING;
        allow(lane.limits().connect().multipliedBy(authority.secure() ? 2 : 1));
        HttpConnection kept = lane.takeIdle(authority);
        if (kept != null) {
            kept.resume(this);
        } else {
            lane.connect(authority, this);
        }
    }

    void isOn(HttpConnection one) {
        connection = one;
    }

    boolean hasHead() {
        return phase == Phase.READING_BODY;
    }

    void connected() {
        if (phase == Phase.CONNECTING && connection != null) {
            phase = Phase.AWAITING_HEAD;
            allow(lane.limits().firstByte());
            connection.send(order);
        }
    }

    void head(HttpResponse head) {
        phase = Phase.READING_BODY;
        firstByteNanos = now();
        status = head.status().code();
        headers = head.headers();
        receivedBytes = 0;
        totalBytes = order.method() == HttpOrder.Method.HEAD ? 0 : HttpUtil.getContentLength(head, -1L);
        body = NOTHING;
        String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING, IDENTITY);
        if (isSuccess() && !coding.equalsIgnoreCase(IDENTITY)) {
            fail(Kind.MALFORMED, "Content-Encoding: " + coding + " (expected: none, as none was asked for)");
            return;
        }
        if (totalBytes > limit()) {
            tooLarge(totalBytes + " bytes announced");
            return;
        }
        if (isSuccess() && totalBytes > 0) {
            body = new byte[(int) Math.min(totalBytes, MAX_EAGER_BYTES)];
        }
        allow(lane.limits().stall());
    }

    void content(ByteBuf piece) {
        if (phase != Phase.READING_BODY) {
            return;
        }
        int count = piece.readableBytes();
        if (receivedBytes + count > limit()) {
            tooLarge("over " + limit() + " bytes");
            return;
        }
        if (isSuccess()) {
            int at = (int) receivedBytes;
            makeRoom(at + count);
            piece.readBytes(body, at, count);
        }
        receivedBytes += count;
        allow(lane.limits().stall());
        try {
            listener.progress(receivedBytes, totalBytes);
        } catch (RuntimeException | Error e) {
            abort();
            lane.mishap(e);
        }
    }

    private void makeRoom(int bytes) {
        if (bytes > body.length) {
            long doubled = Math.max(FIRST_ROOM_BYTES, Math.min(2L * body.length, limit()));
            body = Arrays.copyOf(body, (int) Math.max(bytes, doubled));
        }
    }

    /** The response has ended as it should. */
    void whole() {
        if (phase != Phase.READING_BODY) {
            return;
        }
        Optional<String> location = location();
        if (location.isPresent()) {
            redirect(location.get());
        } else {
            byte[] exact =
                    body.length == receivedBytes ? body : Arrays.copyOf(body, isSuccess() ? (int) receivedBytes : 0);
            end(new Answer(status, headers, order.uri(), exact, askedNanos, firstByteNanos, now()));
        }
    }

    /** The connection is gone. */
    void broke(Kind kind, String reason) {
        if (phase == Phase.AWAITING_HEAD && connection != null && connection.isReused()) {
            begin(); // RFC 9112 section 9.3.1: the server may have closed it before it saw the request.
            return;
        }
        String progress = phase == Phase.READING_BODY
                ? " after " + receivedBytes + (totalBytes < 0 ? "" : " of " + totalBytes) + " bytes"
                : "";
        fail(kind, reason + progress);
    }

    @Override
    public void abort() {
        if (phase != Phase.OVER) {
            finish();
        }
    }

    private void redirect(String location) {
        URI target;
        try {
            target = order.uri().resolve(location);
            order = order.redirectedTo(target);
        } catch (IllegalArgumentException e) {
            fail(Kind.REDIRECT, "redirect to " + location + " (expected: an http or https URL)");
            return;
        }
        if (++redirects > lane.limits().maxRedirects()) {
            fail(
                    Kind.REDIRECT,
                    "redirect number " + redirects + ", to " + target + " (expected: at most "
                            + lane.limits().maxRedirects() + ")");
        } else {
            begin();
        }
    }

    private Optional<String> location() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> Optional.ofNullable(headers.get(HttpHeaderNames.LOCATION));
            default -> Optional.empty();
        };
    }

    private boolean isSuccess() {
        return status / 100 == 2;
    }

    private long limit() {
        return isSuccess() ? order.maxBodyBytes() : MAX_IGNORED_BYTES;
    }

    private void tooLarge(String found) {
        fail(Kind.TOO_LARGE, "body: " + found + " (expected: at most " + limit() + ")");
    }

    private void allow(Duration phaseLimit) {
        alarm.set(Math.min(
                now() + phaseLimit.toNanos(), askedNanos + lane.limits().whole().toNanos()));
    }

    private void timedOut() {
        Duration after = Duration.ofNanos(now() - askedNanos);
        if (after.compareTo(lane.limits().whole()) >= 0) {
            fail(Kind.TOO_SLOW, "no end after " + after.toMillis() + " ms, " + receivedBytes + " bytes");
            return;
        }
        switch (phase) {
            case CONNECTING -> fail(Kind.CONNECT, "no connection after " + after.toMillis() + " ms");
            case AWAITING_HEAD -> fail(Kind.FIRST_BYTE_TIMEOUT, "no response after " + after.toMillis() + " ms");
            case READING_BODY ->
                fail(
                        Kind.STALLED,
                        "nothing more for " + lane.limits().stall().toMillis() + " ms after " + receivedBytes
                                + " bytes");
            case OVER -> {
                // The alarm is off by then.
            }
        }
    }

    private void fail(Kind kind, String reason) {
        end(new Failure(kind, phase == Phase.READING_BODY ? status : 0, reason, receivedBytes, askedNanos, now()));
    }

    private void end(HttpResult result) {
        boolean whole = result instanceof Answer;
        if (whole) {
            connection = null; // It has gone back to its lane.
        }
        finish();
        try {
            listener.ended(result);
        } catch (RuntimeException | Error e) {
            lane.mishap(e);
        }
    }

    private void finish() {
        phase = Phase.OVER;
        alarm.cancel();
        body = NOTHING;
        if (connection != null) {
            connection.close();
            connection = null;
        }
        lane.free();
    }

    private long now() {
        return lane.loop().ticker().nanoTime();
    }

    @Override
    public String toString() {
        return order.method() + " " + order.uri();
    }
}
