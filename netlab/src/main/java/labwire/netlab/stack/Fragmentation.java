package labwire.netlab.stack;

import java.util.function.Consumer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Codec;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Segmentation;
import labwire.netlab.wire.UnknownIpPayload;

/** Cuts packets that are too long for a link (RFC 791, 3.2, "An Example Fragmentation Procedure"). */
final class Fragmentation {
    /** Offsets count units of so many bytes. */
    static final int UNIT_BYTES = 8;
    /** The bit of an option's type that says: copy me into every fragment. */
    private static final int COPIED = 0x80;

    private static final int OPTION_END = 0;

    private Fragmentation() {}

    /** Gives the fragments, in order, to {@code output}. */
    static void fragment(Ipv4Packet packet, int mtu, Consumer<Ipv4Packet> output) {
        Segmentation.split(packet, each -> fragmentOne(each, mtu, output));
    }

    private static void fragmentOne(Ipv4Packet packet, int mtu, Consumer<Ipv4Packet> output) {
        Bytes data = Ipv4Codec.encodePayload(packet);
        Bytes laterOptions = copiedOptions(packet.options());
        int done = 0;
        while (done < data.length()) {
            Bytes options = done == 0 ? packet.options() : laterOptions;
            int room = (mtu - Ipv4Packet.HEADER_LENGTH - options.length()) / UNIT_BYTES * UNIT_BYTES;
            int length = Math.min(room, data.length() - done);
            boolean last = done + length == data.length();
            output.accept(new Ipv4Packet(
                    packet.typeOfService(),
                    packet.identification(),
                    packet.dontFragment(),
                    !last || packet.moreFragments(),
                    packet.fragmentOffset() + done / UNIT_BYTES,
                    packet.timeToLive(),
                    packet.source(),
                    packet.destination(),
                    options,
                    new UnknownIpPayload(packet.payload().protocolNumber(), data.slice(done, length))));
            done += length;
        }
    }

    /** The options that later fragments carry too, padded to whole words. */
    private static Bytes copiedOptions(Bytes options) {
        byte[] copied = new byte[options.length()];
        int length = 0;
        int i = 0;
        while (i < options.length() && options.get(i) != OPTION_END) {
            int optionLength = Ipv4Options.length(options, i);
            if ((options.get(i) & COPIED) != 0) {
                options.copyTo(i, copied, length, optionLength);
                length += optionLength;
            }
            i += optionLength;
        }
        return Bytes.wrap(copied, 0, (length + 3) & ~3);
    }
}
