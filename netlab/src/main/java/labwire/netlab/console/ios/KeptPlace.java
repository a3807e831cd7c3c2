package labwire.netlab.console.ios;

import java.util.List;

/** Where in a running configuration IOS shows a line that is kept. */
enum KeptPlace {
    BEFORE_HOSTNAME(List.of("version", "service")),
    AFTER_INTERFACES(List.of("ip forward-protocol", "ip http", "ip ssh", "ip scp", "logging", "snmp-server", "banner")),
    /** All others. */
    BEFORE_INTERFACES(List.of());

    // Of List.of, so it never changes.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> beginnings;

    KeptPlace(List<String> beginnings) {
        this.beginnings = beginnings;
    }

    static KeptPlace of(String line) {
        String positive = line.startsWith("no ") ? line.substring("no ".length()) : line;
        for (KeptPlace place : values()) {
            if (place.beginnings.stream().anyMatch(positive::startsWith)) {
                return place;
            }
        }
        return BEFORE_INTERFACES;
    }
}
