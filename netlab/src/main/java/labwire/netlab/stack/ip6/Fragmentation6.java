package labwire.netlab.stack.ip6;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.ExtensionHeader;
import labwire.netlab.wire.ExtensionHeader.Fragment;
import labwire.netlab.wire.Ipv6Codec;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.UnknownIpPayload;

/** Cuts packets of this stack that are too long for their way (RFC 8200, 4.5). */
final class Fragmentation6 {
    private Fragmentation6() {}

    /** Gives the fragments, in order, to {@code output}. */
    static void fragment(Ipv6Packet packet, int mtu, int identification, Consumer<Ipv6Packet> output) {
        int kept = perFragment(packet);
        Bytes data = Ipv6Codec.encodeFrom(packet, kept);
        int next = Ipv6Codec.numberAfter(packet, kept - 1);
        List<ExtensionHeader> before = packet.extensions().subList(0, kept);
        int headers = Ipv6Packet.HEADER_LENGTH + Fragment.LENGTH;
        for (ExtensionHeader extension : before) {
            headers += extension.length();
        }
        int room = (mtu - headers) / Fragment.UNIT_BYTES * Fragment.UNIT_BYTES;
        for (int done = 0; done < data.length(); done += room) {
            int length = Math.min(room, data.length() - done);
            boolean more = done + length < data.length();
            List<ExtensionHeader> extensions = new ArrayList<>(before);
            extensions.add(new Fragment(done / Fragment.UNIT_BYTES, more, identification));
            output.accept(packet.with(extensions, new UnknownIpPayload(next, data.slice(done, length))));
        }
    }

    /** The headers that each fragment carries: those that routers on the way look at. */
    private static int perFragment(Ipv6Packet packet) {
        int kept = 0;
        for (int i = 0; i < packet.extensions().size(); i++) {
            int number = packet.extensions().get(i).number();
            if (number == ExtensionHeader.HOP_BY_HOP || number == ExtensionHeader.ROUTING) {
                kept = i + 1;
            }
        }
        return kept;
    }
}
