package labwire.netlab.console.ios.switching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.PortMode;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.SwitchedPort;

/** {@code show vlan}. */
final class ShowVlan {
    private static final String SHOW_VLAN = Switchports.SHOW + "vlan  VTP VLAN status\n";
    private static final String ROW = "%-4s %-32s %-9s %s";
    private static final int MAX_PORTS_WIDTH = 31;
    private static final int SAID = 100_000;
    private static final int FIRST_EXTENDED = 1006;

    /** A VLAN that every switch has and nothing here uses. */
    private record Legacy(int id, String name, String type, String stp, String bridgeMode) {}

    private static final List<Legacy> LEGACY = List.of(
            new Legacy(1002, "fddi-default", "fddi", "-", "-"),
            new Legacy(1003, "token-ring-default", "tr", "-", "-"),
            new Legacy(1004, "fddinet-default", "fdnet", "ieee", "-"),
            new Legacy(1005, "trnet-default", "trnet", "ibm", "-"));

    private ShowVlan() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(SHOW_VLAN, (console, arguments, reply) -> showAll(console, reply, vlan -> true, true));
        graph.add(
                SHOW_VLAN + "brief  VTP all VLAN status in brief",
                (console, arguments, reply) -> showTable(console, reply, vlan -> true, true));
        graph.add(SHOW_VLAN + """
                id  VTP VLAN status by VLAN id
                {vlan:<1-4094>}  ISL VLAN ID
                """, (console, arguments, reply) -> {
            int id = arguments.number("vlan");
            showOne(console, reply, "VLAN id " + id, vlan -> vlan.id() == id);
        });
        graph.add(SHOW_VLAN + """
                name  VTP VLAN status by VLAN name
                {name:WORD}  A VLAN name
                """, (console, arguments, reply) -> {
            String name = arguments.text("name");
            showOne(console, reply, "VLAN " + name, vlan -> vlan.name().equals(name));
        });
        graph.add(SHOW_VLAN + "summary  VLAN summary information", (console, arguments, reply) -> {
            int all = console.bridge().vlans().size() + LEGACY.size();
            long extended = console.bridge().vlans().stream()
                    .filter(vlan -> vlan.id() >= FIRST_EXTENDED)
                    .count();
            reply.printLine("Number of existing VLANs               : %d", all);
            reply.printLine(" Number of existing VTP VLANs          : %d", all - extended);
            reply.printLine(" Number of existing extended VLANS     : %d\n", extended);
        });
    }

    private static void showOne(IosConsole console, Reply reply, String what, Predicate<Vlan> wanted) {
        if (console.bridge().vlans().stream().noneMatch(wanted)) {
            reply.printLine("%s not found in current VLAN database", what);
            return;
        }
        showAll(console, reply, wanted, false);
    }

    private static void showAll(IosConsole console, Reply reply, Predicate<Vlan> wanted, boolean legacy) {
        showTable(console, reply, wanted, legacy);
        reply.print("\nVLAN Type  SAID       MTU   Parent RingNo BridgeNo Stp  BrdgMode Trans1 Trans2\n");
        reply.print("---- ----- ---------- ----- ------ ------ -------- ---- -------- ------ ------\n");
        String row = "%-4d %-5s %-10d 1500  -      -      -        %-4s %-8s 0      0   ";
        console.bridge().vlans().stream()
                .filter(wanted)
                .forEach(vlan -> reply.printLine(row, vlan.id(), "enet", SAID + vlan.id(), "-", "-"));
        if (legacy) {
            LEGACY.forEach(
                    old -> reply.printLine(row, old.id(), old.type(), SAID + old.id(), old.stp(), old.bridgeMode()));
            reply.print("\nRemote SPAN VLANs\n");
            reply.printLine("-".repeat(78));
            reply.print("\n");
        } else {
            reply.print("\nRemote SPAN VLAN\n----------------\nDisabled\n");
        }
        reply.print("\nPrimary Secondary Type              Ports\n");
        reply.print("------- --------- ----------------- ------------------------------------------\n\n");
    }

    private static void showTable(IosConsole console, Reply reply, Predicate<Vlan> wanted, boolean legacy) {
        reply.print("\n");
        reply.printLine(ROW, "VLAN", "Name", "Status", "Ports");
        reply.printLine(ROW, "-".repeat(4), "-".repeat(32), "-".repeat(9), "-".repeat(MAX_PORTS_WIDTH));
        boolean legacyShown = !legacy;
        for (Vlan vlan : console.bridge().vlans()) {
            if (!legacyShown && vlan.id() >= FIRST_EXTENDED) {
                showLegacy(reply);
                legacyShown = true;
            }
            if (wanted.test(vlan)) {
                List<String> lines = portLines(console, vlan.id());
                reply.printLine(ROW, vlan.id(), vlan.name(), status(vlan), lines.get(0));
                lines.stream().skip(1).forEach(line -> reply.printLine(ROW, "", "", "", line));
            }
        }
        if (!legacyShown) {
            showLegacy(reply);
        }
    }

    private static void showLegacy(Reply reply) {
        LEGACY.forEach(old -> reply.printLine(ROW, old.id(), old.name(), "act/unsup", ""));
    }

    private static String status(Vlan vlan) {
        if (vlan.shutdown()) {
            return vlan.suspended() ? "sus/lshut" : "act/lshut";
        }
        return vlan.suspended() ? "suspended" : "active";
    }

    /** The access ports of a VLAN, as many on a line as the column takes; at least one line. */
    private static List<String> portLines(IosConsole console, int vlan) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (SwitchedPort port : Switchports.of(console)) {
            if (!isAccessPort(port.bridgePort(), vlan)) {
                continue;
            }
            String name = port.name().shortName();
            if (line.length() + name.length() + 2 > MAX_PORTS_WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : ", ").append(name);
        }
        lines.add(line.toString());
        return lines;
    }

    private static boolean isAccessPort(BridgePort port, int vlan) {
        boolean member = port.accessVlan() == vlan || port.voiceVlan() == vlan;
        return !port.isRouted() && port.mode() == PortMode.ACCESS && member;
    }

    /** As spanning tree and others name a VLAN: {@code VLAN0001}. */
    static String instance(int vlan) {
        return String.format(Locale.ROOT, "VLAN%04d", vlan);
    }
}
