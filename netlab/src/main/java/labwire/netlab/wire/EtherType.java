package labwire.netlab.wire;

/** Values of an Ethernet frame's third field: a type from 0x0600, an 802.3 length up to 1500. */
final class EtherType {
    static final int MAX_LENGTH = 1500;
    static final int MIN_TYPE = 0x0600;
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int VLAN_TAG = 0x8100;
    static final int IPV6 = 0x86DD;
    static final int LLDP = 0x88CC;

    private EtherType() {}
}
