package labwire.netlab.console.linux;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import labwire.netlab.stack.tcp.TcpInfo;

/** A connection's inside in the words and the order of {@code ss -ti}. */
final class ConnectionInside {
    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Of the option with its padding (RFC 7323, appendix A). */
    private static final int TIMESTAMPS_LENGTH = 12;

    private ConnectionInside() {}

    static String describe(TcpInfo info) {
        StringJoiner text = new StringJoiner(" ");
        TcpInfo.Agreed agreed = info.agreed();
        word(text, agreed.timestamps(), "ts");
        word(text, agreed.selectiveAcknowledgment(), "sack");
        word(text, agreed.ecn(), "ecn");
        text.add(agreed.congestionControl());
        word(text, agreed.windowScaling(), "wscale:" + info.sendWindowScale() + "," + info.receiveWindowScale());
        text.add("rto:" + millis(info.retransmitTimeoutNanos()));
        word(text, info.timeouts() > 0, "backoff:" + info.timeouts());
        word(
                text,
                info.smoothedRoundTripNanos() > 0,
                "rtt:" + millis(info.smoothedRoundTripNanos()) + "/" + millis(info.roundTripVariationNanos()));
        text.add("mss:" + info.maximumSegmentSize());
        text.add("pmtu:" + agreed.pathMtuBytes());
        // As Linux has it, less the option that every segment carries.
        text.add("advmss:" + (agreed.announcedSegmentSize() - (agreed.timestamps() ? TIMESTAMPS_LENGTH : 0)));
        text.add("cwnd:" + info.congestionWindowSegments());
        word(
                text,
                info.slowStartThresholdBytes() != Long.MAX_VALUE,
                "ssthresh:" + info.slowStartThresholdBytes() / info.maximumSegmentSize());
        traffic(text, info.traffic());
        if (info.smoothedRoundTripNanos() > 0) {
            double rate = info.congestionWindowBytes() * 8.0 * NANOS_PER_SECOND / info.smoothedRoundTripNanos();
            text.add(String.format(Locale.ROOT, "send %.0fbps", rate));
        }
        since(text, "lastsnd", info.traffic().sinceSentNanos());
        since(text, "lastrcv", info.traffic().sinceReceivedNanos());
        queues(text, info);
        return text.toString();
    }

    private static void traffic(StringJoiner text, TcpInfo.Traffic traffic) {
        count(text, "bytes_sent", traffic.sentBytes());
        count(text, "bytes_retrans", traffic.resentBytes());
        count(text, "bytes_acked", traffic.acknowledgedBytes());
        count(text, "bytes_received", traffic.receivedBytes());
        count(text, "segs_out", traffic.segmentsOut());
        count(text, "segs_in", traffic.segmentsIn());
        count(text, "data_segs_out", traffic.dataSegmentsOut());
        count(text, "data_segs_in", traffic.dataSegmentsIn());
    }

    private static void queues(StringJoiner text, TcpInfo info) {
        int segment = info.maximumSegmentSize();
        count(text, "unacked", segments(info.inFlightBytes(), segment));
        word(text, info.retransmittedSegments() > 0, "retrans:0/" + info.retransmittedSegments());
        count(text, "lost", segments(info.lostBytes(), segment));
        count(text, "sacked", info.sackedSegments());
        long receiveRoundTrip = info.buffers().roundTripNanos();
        word(text, receiveRoundTrip > 0, "rcv_rtt:" + millis(receiveRoundTrip));
        count(text, "rcv_space", info.buffers().readBytes());
        count(text, "notsent", info.unsentBytes());
        word(text, info.minimumRoundTripNanos() > 0, "minrtt:" + millis(info.minimumRoundTripNanos()));
        count(text, "rcv_ooopack", segments(info.outOfOrderBytes(), segment));
        count(text, "snd_wnd", info.sendWindowBytes());
        count(text, "rcv_wnd", info.receiveWindowBytes());
    }

    private static long segments(long bytes, int segmentSize) {
        return (bytes + segmentSize - 1) / segmentSize;
    }

    private static void word(StringJoiner text, boolean shown, String word) {
        if (shown) {
            text.add(word);
        }
    }

    private static void count(StringJoiner text, String name, long value) {
        word(text, value > 0, name + ":" + value);
    }

    private static void since(StringJoiner text, String name, long nanos) {
        if (nanos != Long.MAX_VALUE) {
            text.add(name + ":" + TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }

    /** Milliseconds with no more digits than they have, down to a microsecond. */
    private static String millis(long nanos) {
        String text = String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MILLI);
        return text.replaceFirst("\\.?0+$", "");
    }
}
