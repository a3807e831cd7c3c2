package labwire.netlab.wire;

import java.nio.ByteBuffer;

/** Frames to bytes. Stateless; any thread. */
public final class FrameEncoder {
    private FrameEncoder() {}

    /**
     * The frame as on the wire, without FCS, padded to {@link EthernetFrame#MIN_LENGTH}, with real checksums. What is
     * marked as damaged ({@code checksumValid} false) gets a checksum that is wrong on purpose.
     *
     * @throws IllegalArgumentException if a packet in it cannot be encoded, see {@link Ipv4Codec#encode}, {@link
     *     Ipv6Codec#encode}, or it stands for several: {@link Segmentation} makes frames of it
     */
    public static byte[] encode(EthernetFrame frame) {
        byte[] octets = new byte[frame.wireLength() - EthernetFrame.FCS_LENGTH];
        encode(frame, ByteBuffer.wrap(octets));
        return octets;
    }

    /**
     * Puts the frame, as {@link #encode(EthernetFrame)} makes it, into a big-endian buffer, and moves its position.
     *
     * @throws IllegalArgumentException likewise; something may have been put by then
     * @throws java.nio.BufferOverflowException if there is no room
     */
    public static void encode(EthernetFrame frame, ByteBuffer out) {
        if (frame.wireCount() > 1) {
            throw new IllegalArgumentException("frame: " + frame.wireCount() + " segments (expected: one)");
        }
        int end = out.position() + frame.wireLength() - EthernetFrame.FCS_LENGTH;
        WireWriter.mac(out, frame.destination());
        WireWriter.mac(out, frame.source());
        for (VlanTag tag : frame.tags()) {
            out.putShort((short) EtherType.VLAN_TAG);
            out.putShort((short) (tag.priority() << 13 | (tag.dropEligible() ? 1 << 12 : 0) | tag.vlanId()));
        }
        FramePayload payload = frame.payload();
        if (payload instanceof Ipv4Packet packet) {
            out.putShort((short) EtherType.IPV4);
            Ipv4Codec.write(out, packet);
        } else if (payload instanceof Ipv6Packet packet) {
            out.putShort((short) EtherType.IPV6);
            Ipv6Codec.write(out, packet);
        } else if (payload instanceof ArpPacket packet) {
            out.putShort((short) EtherType.ARP);
            ArpCodec.write(out, packet);
        } else if (payload instanceof Bpdu bpdu) {
            out.putShort((short) bpdu.length());
            BpduCodec.write(out, bpdu);
        } else if (payload instanceof LldpPacket packet) {
            out.putShort((short) EtherType.LLDP);
            LldpCodec.write(out, packet);
        } else if (payload instanceof CdpPacket packet) {
            out.putShort((short) packet.length());
            CdpCodec.write(out, packet);
        } else if (payload instanceof DtpPacket packet) {
            out.putShort((short) packet.length());
            DtpCodec.write(out, packet);
        } else if (payload instanceof VtpPacket packet) {
            out.putShort((short) packet.length());
            LlcCodec.ciscoSnap(out, LlcCodec.SNAP_VTP);
            WireWriter.bytes(out, packet.body());
        } else if (payload instanceof UnknownPayload unknown) {
            out.putShort((short) unknown.typeOrLength());
            WireWriter.bytes(out, unknown.bytes());
        }
        while (out.position() < end) {
            out.put((byte) 0);
        }
    }
}
