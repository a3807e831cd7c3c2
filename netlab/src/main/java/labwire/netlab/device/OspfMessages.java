package labwire.netlab.device;

import java.util.List;
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
            new DebugFlag("ip ospf hello", GROUP, "OSPF hello"));

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
            case HELLO -> "ip ospf hello";
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
                () -> String.format(java.util.Locale.ROOT, "OSPF-%d %-5s %s: %s", process, topic, name, text));
    }
}
