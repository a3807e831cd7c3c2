package labwire.netlab.console.ios.discovery;

import java.util.List;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.discovery.CdpProcess;
import labwire.netlab.discovery.Discovery;
import labwire.netlab.discovery.DiscoveryProcess;
import labwire.netlab.discovery.LldpProcess;
import labwire.netlab.link.Port;

/** CDP and LLDP: {@code cdp}, {@code lldp}. */
public final class DiscoveryCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String CDP = "cdp  Global CDP configuration subcommands\n";
    private static final String LLDP = "lldp  Global LLDP configuration subcommands\n";

    private DiscoveryCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.inExec(ShowCdp::addTo)
                .inExec(ShowLldp::addTo)
                .inPrivilegedExec(DiscoveryCommands::addClear)
                .inGlobal(DiscoveryCommands::addCdp)
                .inGlobal(DiscoveryCommands::addLldp)
                .inInterface(DiscoveryCommands::addToInterface)
                .writes(ConfigPlace.DISCOVERY, DiscoveryCommands::write)
                .writes(InterfacePlace.DISCOVERY, DiscoveryCommands::writeInterface);
    }

    private static void addCdp(CommandGraph<IosConsole> graph) {
        graph.add(
                CDP + "run  Enable CDP",
                (console, arguments, reply) -> discovery(console).runCdp(true));
        graph.add(
                NO + CDP + "run  Enable CDP",
                (console, arguments, reply) -> discovery(console).runCdp(false));
        graph.add(
                CDP + "timer  Specify the rate at which CDP packets are sent (in sec)\n{seconds:<5-254>}  Rate at which"
                        + " CDP packets are sent (in  sec)",
                (console, arguments, reply) -> cdp(console).setIntervalSeconds(arguments.number("seconds")));
        graph.add(
                NO + CDP + "timer  Specify the rate at which CDP packets are sent (in sec)",
                (console, arguments, reply) -> cdp(console).setIntervalSeconds(CdpProcess.DEFAULT_INTERVAL_SECONDS));
        graph.add(
                CDP
                        + "holdtime  Specify the holdtime (in sec) to be sent in packets\n{seconds:<10-255>}  Length  of time"
                        + "  (in sec) that receiver must keep this packet",
                (console, arguments, reply) -> cdp(console).setHoldSeconds(arguments.number("seconds")));
        graph.add(
                NO + CDP + "holdtime  Specify the holdtime (in sec) to be sent in packets",
                (console, arguments, reply) -> cdp(console).setHoldSeconds(CdpProcess.DEFAULT_HOLD_SECONDS));
        graph.add(CDP + "advertise-v2  CDP sends version-2 advertisements", (console, arguments, reply) -> {});
    }

    private static void addLldp(CommandGraph<IosConsole> graph) {
        graph.add(
                LLDP + "run  Enable LLDP",
                (console, arguments, reply) -> discovery(console).runLldp(true));
        graph.add(
                NO + LLDP + "run  Enable LLDP",
                (console, arguments, reply) -> discovery(console).runLldp(false));
        graph.add(
                LLDP
                        + "timer  Specify the rate at which LLDP packets are sent (in sec)\n{seconds:<5-65534>}  Specify the"
                        + " rate (in secs) at which LLDP packets are sent",
                (console, arguments, reply) -> lldp(console).setIntervalSeconds(arguments.number("seconds")));
        graph.add(
                NO + LLDP + "timer  Specify the rate at which LLDP packets are sent (in sec)",
                (console, arguments, reply) -> lldp(console).setIntervalSeconds(LldpProcess.DEFAULT_INTERVAL_SECONDS));
        graph.add(
                LLDP + "holdtime  Specify the holdtime (in sec) to be sent in packets\n{seconds:<0-65535>}  Length of"
                        + " time (in sec) that receiver must keep this packet",
                (console, arguments, reply) -> lldp(console).setHoldSeconds(arguments.number("seconds")));
        graph.add(
                NO + LLDP + "holdtime  Specify the holdtime (in sec) to be sent in packets",
                (console, arguments, reply) -> lldp(console).setHoldSeconds(LldpProcess.DEFAULT_HOLD_SECONDS));
        graph.add(
                LLDP + "reinit  Delay (in sec) for LLDP initialization on any interface\n{seconds:<2-5>}  Specify the"
                        + " delay (in secs) for LLDP to initialize",
                (console, arguments, reply) -> lldp(console).setReinitSeconds(arguments.number("seconds")));
        graph.add(
                NO + LLDP + "reinit  Delay (in sec) for LLDP initialization on any interface",
                (console, arguments, reply) -> lldp(console).setReinitSeconds(LldpProcess.DEFAULT_REINIT_SECONDS));
    }

    /** Changes whether a port of a process tells, or listens. */
    @FunctionalInterface
    private interface PortSwitch {
        void set(Discovery discovery, Port port, boolean on);
    }

    private static void addToInterface(CommandGraph<IosConsole> graph) {
        addSwitch(graph, "cdp  CDP interface subcommands\nenable  Enable CDP on interface", (discovery, port, on) -> {
            discovery.setTransmits(discovery.cdp(), port, on);
            discovery.setReceives(discovery.cdp(), port, on);
        });
        addSwitch(
                graph,
                "lldp  LLDP interface subcommands\ntransmit  Enable LLDP transmission on interface",
                (discovery, port, on) -> discovery.setTransmits(discovery.lldp(), port, on));
        addSwitch(
                graph,
                "lldp  LLDP interface subcommands\nreceive  Enable LLDP reception on interface",
                (discovery, port, on) -> discovery.setReceives(discovery.lldp(), port, on));
    }

    private static void addSwitch(CommandGraph<IosConsole> graph, String grammar, PortSwitch change) {
        for (boolean on : List.of(true, false)) {
            graph.add(on ? grammar : NO + grammar, (console, arguments, reply) -> {
                for (DeviceInterface selected : console.selected()) {
                    selected.port().ifPresent(port -> change.set(discovery(console), port, on));
                }
            });
        }
    }

    private static void addClear(CommandGraph<IosConsole> graph) {
        String clear = "clear  Reset functions\n";
        graph.add(
                clear + "cdp  Reset cdp information\ntable  Clear cdp table",
                (console, arguments, reply) -> cdp(console).clearTable());
        graph.add(
                clear + "cdp  Reset cdp information\ncounters  Clear cdp counters",
                (console, arguments, reply) -> cdp(console).clearCounters());
        graph.add(
                clear + "lldp  Clear lldp information\ntable  Clear lldp table",
                (console, arguments, reply) -> lldp(console).clearTable());
        graph.add(
                clear + "lldp  Clear lldp information\ncounters  Clear lldp counters",
                (console, arguments, reply) -> lldp(console).clearCounters());
    }

    private static Discovery discovery(IosConsole console) {
        return console.device().discovery();
    }

    private static CdpProcess cdp(IosConsole console) {
        return discovery(console).cdp();
    }

    private static LldpProcess lldp(IosConsole console) {
        return discovery(console).lldp();
    }

    private static void write(IosDevice device, ConfigText text) {
        CdpProcess cdp = device.discovery().cdp();
        LldpProcess lldp = device.discovery().lldp();
        if (!cdp.isRunning()) {
            text.line("no cdp run");
        }
        writeTimes("cdp", cdp, CdpProcess.DEFAULT_INTERVAL_SECONDS, CdpProcess.DEFAULT_HOLD_SECONDS, text);
        writeTimes("lldp", lldp, LldpProcess.DEFAULT_INTERVAL_SECONDS, LldpProcess.DEFAULT_HOLD_SECONDS, text);
        if (lldp.reinitSeconds() != LldpProcess.DEFAULT_REINIT_SECONDS) {
            text.line("lldp reinit " + lldp.reinitSeconds());
        }
        if (lldp.isRunning()) {
            text.line("lldp run");
        }
    }

    private static void writeTimes(
            String protocol, DiscoveryProcess<?> process, int interval, int hold, ConfigText text) {
        if (process.intervalSeconds() != interval) {
            text.line(protocol + " timer " + process.intervalSeconds());
        }
        if (process.holdSeconds() != hold) {
            text.line(protocol + " holdtime " + process.holdSeconds());
        }
    }

    private static void writeInterface(IosDevice device, DeviceInterface configured, ConfigText text) {
        configured.port().filter(device.discovery().cdp().ports()::contains).ifPresent(port -> {
            if (configured.name().isSubinterface()) {
                return;
            }
            if (!device.discovery().cdp().transmits(port)) {
                text.child("no cdp enable");
            }
            if (!device.discovery().lldp().transmits(port)) {
                text.child("no lldp transmit");
            }
            if (!device.discovery().lldp().receives(port)) {
                text.child("no lldp receive");
            }
        });
    }

    /** The name of an argument that is never asked for by another name. */
    static boolean isEvery(Arguments arguments) {
        return arguments.text("name").equals("*");
    }
}
