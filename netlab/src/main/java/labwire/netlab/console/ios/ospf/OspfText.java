package labwire.netlab.console.ios.ospf;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.routing.ospf.InterfaceState;
import labwire.netlab.routing.ospf.OspfInterface;
import labwire.netlab.routing.ospf.OspfNeighbor;
import labwire.netlab.routing.ospf.OspfRouter;
import labwire.netlab.routing.ospf.process.OspfProcess;
import labwire.netlab.wire.Ipv4Address;

/** How IOS writes what many of the commands show. */
final class OspfText {
    private OspfText() {}

    /** A process and the router that it runs. */
    record Running(OspfProcess process, OspfRouter router) {}

    /** For each process that runs, by number. */
    static void forEach(IosConsole console, Consumer<Running> shown) {
        for (OspfProcess process : console.device().ospf().processes()) {
            process.router().ifPresent(router -> shown.accept(new Running(process, router)));
        }
    }

    static void heading(Running of, Reply reply) {
        reply.print("\n            OSPF Router with ID (" + of.router().id() + ") (Process ID "
                + of.process().number() + ")\n\n");
    }

    /** {@code 00:01:02}, and from a day on {@code 1d02h}, as IOS writes how long something has lasted. */
    static String duration(long nanos) {
        long seconds = Math.max(0, TimeUnit.NANOSECONDS.toSeconds(nanos));
        if (seconds >= TimeUnit.DAYS.toSeconds(7)) {
            return seconds / 604_800 + "w" + seconds % 604_800 / 86_400 + "d";
        }
        if (seconds >= TimeUnit.DAYS.toSeconds(1)) {
            return String.format(Locale.ROOT, "%dd%02dh", seconds / 86_400, seconds % 86_400 / 3_600);
        }
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3_600, seconds % 3_600 / 60, seconds % 60);
    }

    /** {@code 00:01:02.345}. */
    static String preciseDuration(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis % 3_600_000 / 60_000,
                millis % 60_000 / 1_000,
                millis % 1_000);
    }

    /** Until a deadline. */
    static String until(long deadline, long now) {
        return duration(deadline == Long.MAX_VALUE ? 0 : deadline - now);
    }

    static String shortName(String longName) {
        return InterfaceName.tryParse(longName).map(InterfaceName::shortName).orElse(longName);
    }

    /** {@code FULL/DR}, {@code FULL/  -}. */
    static String stateAndRole(OspfNeighbor neighbor) {
        return neighbor.state().shortName() + "/" + role(neighbor);
    }

    private static String role(OspfNeighbor neighbor) {
        OspfInterface on = neighbor.on();
        if (on.state() == InterfaceState.POINT_TO_POINT) {
            return "  -";
        }
        Ipv4Address address = neighbor.address();
        if (address.equals(on.designated())) {
            return "DR";
        }
        return address.equals(on.backup()) ? "BDR" : "DROTHER";
    }
}
