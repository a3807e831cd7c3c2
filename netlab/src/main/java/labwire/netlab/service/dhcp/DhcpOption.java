package labwire.netlab.service.dhcp;

/** The options that are used here, by their codes (RFC 2132). */
public final class DhcpOption {
    public static final int PAD = 0;
    public static final int SUBNET_MASK = 1;
    public static final int ROUTERS = 3;
    public static final int NAME_SERVERS = 6;
    public static final int HOST_NAME = 12;
    public static final int DOMAIN_NAME = 15;
    public static final int NETBIOS_NAME_SERVERS = 44;
    public static final int REQUESTED_ADDRESS = 50;
    public static final int LEASE_SECONDS = 51;
    public static final int OVERLOAD = 52;
    public static final int MESSAGE_TYPE = 53;
    public static final int SERVER_IDENTIFIER = 54;
    public static final int PARAMETERS = 55;
    public static final int MESSAGE = 56;
    public static final int MAX_MESSAGE_LENGTH = 57;
    public static final int RENEWAL_SECONDS = 58;
    public static final int REBINDING_SECONDS = 59;
    public static final int CLIENT_IDENTIFIER = 61;
    public static final int BOOT_FILE = 67;
    public static final int RELAY_AGENT = 82;
    public static final int END = 255;

    private DhcpOption() {}
}
