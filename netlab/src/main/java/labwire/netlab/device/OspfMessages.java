package labwire.netlab.device;

import java.util.List;
import java.util.Locale;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.routing.ospf.DebugTopic;
import labwire.netlab.routing.ospf.process.OspfLog;

/** What OSPF reports, as IOS words it. */
public final class OspfMessages implements OspfLog {
    private static final String GROUP = "IP routing";

    /** What can be debugged. */
    public static final List<DebugFlag> FLAGS = List.of(
            new DebugFlag("ip ospf adj", GROUP, "OSPF adjacency"),
            new DebugFlag("ip ospf events", GROUP, "OSPF events"),
            new DebugFlag("ip ospf flood", GROUP, "OSPF flooding"),
            new DebugFlag("ip ospf hello", GROUP, "OSPF hello"),
            new DebugFlag("ip ospf lsa-generation", GROUP, "OSPF lsa generation"),
            new DebugFlag("ip ospf packet", GROUP, "OSPF packet"),
            new DebugFlag("ip ospf spf", GROUP, "OSPF spf"));

    private final SystemLog log;

    OspfMessages(SystemLog log) {
        this.log = log;
    }

    @Override
    public void adjacencyChanged(String text) {
        log.log("OSPF", Severity.NOTIFICATIONS, "ADJCHG", text);
    }

    @Override
    public void noRouterId(int process) {
        log.log(
                "OSPF",
                Severity.WARNINGS,
                "NORTRID",
                "OSPF process " + process + " failed to allocate unique router-id and cannot start");
    }

    private static String command(DebugTopic topic) {
        return switch (topic) {
            case ADJ -> "ip ospf adj";
            case EVENTS -> "ip ospf events";
            case FLOOD -> "ip ospf flood";
            case HELLO -> "ip ospf hello";
            case LSA_GENERATION -> "ip ospf lsa-generation";
            case PACKET -> "ip ospf packet";
            case SPF -> "ip ospf spf";
        };
    }

    /** By which IOS marks the lines. */
    private static String mark(DebugTopic topic) {
        return switch (topic) {
            case ADJ, FLOOD, HELLO, SPF -> topic.name();
            case EVENTS -> "EVENT";
            case LSA_GENERATION -> "LSGEN";
            case PACKET -> "PAK";
        };
    }

    @Override
    public boolean isDebugging(DebugTopic topic) {
        return log.debugging(command(topic));
    }

    @Override
    public void debug(DebugTopic topic, int process, String interfaceName, String text) {
        String name = InterfaceName.tryParse(interfaceName)
                .map(InterfaceName::shortName)
                .orElse(interfaceName);
        log.debug(
                command(topic),
                () -> String.format(
                        Locale.ROOT,
                        "OSPF-%d %-5s%s: %s",
                        process,
                        mark(topic),
                        name.isEmpty() ? "" : " " + name,
                        text));
    }
}
