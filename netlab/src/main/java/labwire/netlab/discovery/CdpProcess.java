package labwire.netlab.discovery;

import java.util.List;
import labwire.netlab.link.Port;
import labwire.netlab.wire.CdpPacket;

/** Cisco Discovery Protocol, version 2; on unless it is turned off. Lab thread only. */
public final class CdpProcess extends DiscoveryProcess<CdpPacket> {
    public static final int DEFAULT_INTERVAL_SECONDS = 60;
    public static final int DEFAULT_HOLD_SECONDS = 180;

    private final LocalSystem system;

    CdpProcess(LocalSystem system) {
        super(true, DEFAULT_INTERVAL_SECONDS, DEFAULT_HOLD_SECONDS);
        this.system = system;
    }

    @Override
    CdpPacket advertisement(Port port, int timeToLiveSeconds) {
        return new CdpPacket(
                timeToLiveSeconds,
                Texts.limited(system.systemName(), CdpPacket.MAX_TEXT),
                system.addresses(port).stream().limit(CdpPacket.MAX_ADDRESSES).toList(),
                Texts.limited(port.name(), CdpPacket.MAX_TEXT),
                system.cdpCapabilities(),
                Texts.limited(system.softwareVersion(), CdpPacket.MAX_VERSION),
                Texts.limited(system.platform(), CdpPacket.MAX_TEXT),
                system.vtpDomain(),
                system.nativeVlan(port).orElse(0),
                CdpPacket.Duplex.FULL,
                system.addresses(port).stream().limit(1).toList());
    }

    @Override
    Object identity(CdpPacket packet) {
        return List.of(packet.deviceId(), packet.portId());
    }

    @Override
    int timeToLiveSeconds(CdpPacket packet) {
        return packet.timeToLiveSeconds();
    }
}
