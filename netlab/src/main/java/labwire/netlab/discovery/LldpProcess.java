package labwire.netlab.discovery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import labwire.netlab.link.Port;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.LldpPacket;

/** Link Layer Discovery Protocol (802.1AB); off unless it is turned on, as on IOS. Lab thread only. */
public final class LldpProcess extends DiscoveryProcess<LldpPacket> {
    public static final int DEFAULT_INTERVAL_SECONDS = 30;
    public static final int DEFAULT_HOLD_SECONDS = 120;
    public static final int DEFAULT_REINIT_SECONDS = 2;

    private final LocalSystem system;
    private int reinitSeconds = DEFAULT_REINIT_SECONDS;

    LldpProcess(LocalSystem system) {
        super(false, DEFAULT_INTERVAL_SECONDS, DEFAULT_HOLD_SECONDS);
        this.system = system;
    }

    /** The delay before a port begins anew; kept and shown, nothing waits for it. */
    public int reinitSeconds() {
        return reinitSeconds;
    }

    public void setReinitSeconds(int seconds) {
        reinitSeconds = seconds;
    }

    @Override
    LldpPacket advertisement(Port port, int timeToLiveSeconds) {
        byte[] chassis = new byte[6];
        ByteBuffer.wrap(chassis)
                .putShort((short) (system.chassis().value() >>> 32))
                .putInt((int) system.chassis().value());
        return new LldpPacket(
                new LldpPacket.Identifier(LldpPacket.CHASSIS_MAC_ADDRESS, Bytes.wrap(chassis)),
                new LldpPacket.Identifier(
                        LldpPacket.PORT_INTERFACE_NAME,
                        Bytes.wrap(system.shortName(port).getBytes(StandardCharsets.US_ASCII))),
                timeToLiveSeconds,
                Optional.of(Texts.limited(port.name(), LldpPacket.MAX_TEXT)),
                Optional.of(Texts.limited(system.systemName(), LldpPacket.MAX_TEXT)),
                Optional.of(Texts.limited(system.softwareVersion(), LldpPacket.MAX_TEXT)),
                Optional.of(new LldpPacket.Capabilities(system.lldpCapabilities(), system.lldpEnabledCapabilities())),
                system.addresses(port).stream().limit(1).toList(),
                system.nativeVlan(port).stream()
                        .mapToObj(LldpPacket.OrganizationTlv::portVlan)
                        .toList());
    }

    @Override
    Object identity(LldpPacket packet) {
        return List.of(packet.chassis(), packet.port());
    }

    @Override
    int timeToLiveSeconds(LldpPacket packet) {
        return packet.timeToLiveSeconds();
    }
}
