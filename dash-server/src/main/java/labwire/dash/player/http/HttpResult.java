package labwire.dash.player.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How a call ended. Times are on the event loop's ticker, in nanoseconds. */
public sealed interface HttpResult {
    long askedNanos();

    long endedNanos();

    /**
     * The server answered, and its answer is whole.
     *
     * @param uri after redirects
     * @param firstByteNanos when the head had arrived
     * @param body empty unless the status is 2xx; the listener's own
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
    record Answer(
            int status,
            HttpHeaders headers,
            URI uri,
            byte[] body,
            long askedNanos,
            long firstByteNanos,
            long endedNanos)
            implements HttpResult {
        /** Whether it is 2xx. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        /** The field's value, or an empty text. */
        public String header(CharSequence name) {
            @Nullable String value = headers.get(name);
            return value == null ? "" : value;
        }
    }

    /**
     * There is no whole answer.
     *
     * @param status of the answer that broke off, or 0
     * @param reason for people
     * @param receivedBytes of its body
     */
    record Failure(Kind kind, int status, String reason, long receivedBytes, long askedNanos, long endedNanos)
            implements HttpResult {
        /** What went wrong. */
        public enum Kind {
            /** No connection, or none in time; or TLS could not be agreed on. */
            CONNECT,
            /** The connection broke before a response began. */
            NO_RESPONSE,
            /** No response in time. */
            FIRST_BYTE_TIMEOUT,
            /** Nothing came for too long, in the middle of a body. */
            STALLED,
            /** It came, but took too long as a whole. */
            TOO_SLOW,
            /** The connection broke in the middle of a body. */
            TRUNCATED,
            /** The response is not HTTP, its head is too long, or its body is in a coding that nobody asked for. */
            MALFORMED,
            /** The body is longer than was asked to be taken. */
            TOO_LARGE,
            /** More redirects than allowed, or one to where nobody goes. */
            REDIRECT,
        }
    }
}
