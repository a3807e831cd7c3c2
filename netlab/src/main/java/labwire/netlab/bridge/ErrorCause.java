package labwire.netlab.bridge;

import java.util.Locale;

/** Why a port can be disabled for an error. Only {@link #BPDUGUARD} is detected here; recovery can be set for all. */
public enum ErrorCause {
    ARP_INSPECTION,
    BPDUGUARD,
    CHANNEL_MISCONFIG,
    DHCP_RATE_LIMIT,
    DTP_FLAP,
    GBIC_INVALID,
    INLINE_POWER,
    L2PTGUARD,
    LINK_FLAP,
    LOOPBACK,
    MAC_LIMIT,
    PAGP_FLAP,
    PORT_MODE_FAILURE,
    PPPOE_IA_RATE_LIMIT,
    PSECURE_VIOLATION,
    PSP,
    SECURITY_VIOLATION,
    SFP_CONFIG_MISMATCH,
    SMALL_FRAME,
    STORM_CONTROL,
    UDLD,
    UNICAST_FLOOD,
    VMPS;

    /** As in commands: {@code channel-misconfig}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
