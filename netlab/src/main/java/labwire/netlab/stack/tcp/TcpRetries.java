package labwire.netlab.stack.tcp;

import java.time.Duration;

/**
 * When a peer that does not answer is given up.
 *
 * @param data R2 of RFC 9293, 3.8.3: retransmissions without an answer, after which the connection has timed out. 15, as
 *     in Linux, takes more than 100 s whatever the round trip
 * @param syn the same for our SYN, which is to be sent for three minutes at least. 7, one more than in Linux, whose 127 s
 *     are too short, end after 247 s
 * @param synAck the same for the answer to a SYN; 5, as in Linux, so that half-open connections do not fill a listener
 *     for minutes
 * @param userTimeout how long what is sent may stay unacknowledged, whatever the counts say (RFC 5482, for this side
 *     alone); zero: no such limit
 */
public record TcpRetries(int data, int syn, int synAck, Duration userTimeout) {
    public static final TcpRetries DEFAULT = new TcpRetries(15, 7, 5, Duration.ZERO);

    public TcpRetries {
        if (data < 1 || syn < 1 || synAck < 1) {
            throw new IllegalArgumentException(
                    "retransmit limits: " + data + ", " + syn + ", " + synAck + " (expected: at least 1)");
        }
        if (userTimeout.isNegative()) {
            throw new IllegalArgumentException("user timeout: " + userTimeout + " (expected: 0 or more)");
        }
    }

    public TcpRetries withUserTimeout(Duration newUserTimeout) {
        return new TcpRetries(data, syn, synAck, newUserTimeout);
    }
}
