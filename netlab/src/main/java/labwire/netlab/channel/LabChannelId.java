package labwire.netlab.channel;

import io.netty.channel.ChannelId;
import java.util.Comparator;

/**
 * Names a channel by its host and a running number, where Netty would draw lots.
 *
 * @param host the name of the stack
 * @param number from 1, in the order in which the host's channels were made
 */
record LabChannelId(String host, long number) implements ChannelId {
    private static final Comparator<ChannelId> BY_LONG_TEXT = Comparator.comparing(ChannelId::asLongText);

    @Override
    public String asShortText() {
        return String.format("%08x", number);
    }

    @Override
    public String asLongText() {
        return String.format("%s-%016x", host, number);
    }

    @Override
    public int compareTo(ChannelId other) {
        return BY_LONG_TEXT.compare(this, other);
    }

    @Override
    public String toString() {
        return asShortText();
    }
}
