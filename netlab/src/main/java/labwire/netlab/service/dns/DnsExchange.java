package labwire.netlab.service.dns;

import java.util.List;
import java.util.Optional;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * One question, put to servers one after another until one of them answers. Without I/O: it says whom to ask, and is
 * told what comes of that.
 *
 * <p>That a name does not exist is an answer; a server that fails, refuses or is silent is none, and the next one is
 * asked (<a href="https://www.rfc-editor.org/rfc/rfc1123#section-6.1.3.3">RFC 1123, 6.1.3.3</a>).
 */
final class DnsExchange {
    /** What to do next. */
    enum Step {
        /** {@link #query} is to be sent to {@link #server}, as {@link #isByStream} says. */
        ASK,
        /** Nothing, until an answer or the timeout comes. */
        WAIT,
        /** It is over: {@link #answer}. */
        DONE
    }

    private final DnsMessage query;
    private final List<IpAddress> servers;
    private final int attempts;
    private int attempt = -1;
    private boolean byStream;
    private @Nullable DnsMessage answer;

    /**
     * @param query asks the question
     * @param servers one at least
     * @param retries how often each is asked again
     */
    DnsExchange(DnsMessage query, List<IpAddress> servers, int retries) {
        this.query = query;
        this.servers = servers;
        attempts = servers.size() * (1 + retries);
    }

    DnsMessage query() {
        return query;
    }

    IpAddress server() {
        return servers.get(attempt % servers.size());
    }

    /** True if the server's answer was too long for a datagram, so that it is asked over TCP. */
    boolean isByStream() {
        return byStream;
    }

    /** What a server said; empty if none said anything of use. */
    Optional<DnsMessage> answer() {
        return Optional.ofNullable(answer);
    }

    /** Goes on to the next server: at first, after a timeout, and after a failure to reach one. */
    Step next() {
        byStream = false;
        attempt++;
        return attempt < attempts ? Step.ASK : Step.DONE;
    }

    /** Takes a datagram, or a message of the stream. What does not answer this very question counts for nothing. */
    Step received(IpAddress from, DnsMessage message) {
        boolean expected = server().equals(Ipv4Address.LIMITED_BROADCAST) || server().equals(from);
        if (!expected || !message.answers(query)) {
            return Step.WAIT;
        }
        if (message.truncated() && !byStream) {
            byStream = true;
            return Step.ASK;
        }
        if (message.code() != DnsMessage.NO_ERROR && message.code() != DnsMessage.NAME_ERROR) {
            return next();
        }
        answer = message;
        return Step.DONE;
    }
}
