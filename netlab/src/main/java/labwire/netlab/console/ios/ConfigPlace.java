package labwire.netlab.console.ios;

import java.util.List;

/** The places of a running configuration, in IOS's order; each with the beginnings of lines that are kept there. */
public enum ConfigPlace {
    SERVICE("version", "service"),
    HOSTNAME,
    BOOT("boot"),
    LOGGING("logging buffered", "logging console", "logging monitor"),
    ENABLE,
    USERNAME("username"),
    AAA("aaa"),
    CLOCK("clock"),
    DHCP,
    DOMAIN,
    /** What no other place claims. */
    MISCELLANEOUS,
    DISCOVERY("cdp", "lldp"),
    VTP("vtp"),
    SPANNING_TREE("spanning-tree"),
    VLAN,
    INTERFACE,
    ROUTER,
    IP_SERVICES("ip forward-protocol", "ip http", "ip ssh", "ip scp"),
    NAT,
    ROUTE,
    /** Named lists. */
    ACCESS_LIST,
    LOGGING_HOST("logging"),
    /** Numbered lists. */
    NUMBERED_ACCESS_LIST,
    SNMP("snmp-server"),
    BANNER("banner"),
    LINE("line"),
    TIME("ntp");

    // Of List.of, so it never changes.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> beginnings;

    ConfigPlace(String... beginnings) {
        this.beginnings = List.of(beginnings);
    }

    /** The place of a line that is kept. */
    static ConfigPlace of(String line) {
        String positive = line.startsWith("no ") ? line.substring("no ".length()) : line;
        for (ConfigPlace place : values()) {
            if (place.beginnings.stream().anyMatch(positive::startsWith)) {
                return place;
            }
        }
        return MISCELLANEOUS;
    }
}
