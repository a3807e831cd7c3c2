package labwire.netlab.console.ios;

import java.util.List;
import labwire.netlab.bridge.Bridge;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;

/** The VLAN database: {@code vlan}, {@code name}. */
final class VlanCommands {
    /** 1002 to 1005 are Token Ring's and FDDI's on IOS. */
    private static final int FIRST_RESERVED = 1002;

    private static final int LAST_RESERVED = 1005;
    private static final int MAX_NAME = 32;

    private VlanCommands() {}

    static boolean isUsable(int vlan) {
        return vlan >= 1 && vlan <= Vlan.MAX_ID && (vlan < FIRST_RESERVED || vlan > LAST_RESERVED);
    }

    static boolean hasRoomFor(Bridge bridge, int vlan) {
        return bridge.hasVlan(vlan) || bridge.vlans().size() < Bridge.MAX_VLANS;
    }

    static void addToGlobal(CommandGraph<IosConsole> graph) {
        graph.add("""
                vlan  Vlan commands
                {vlans:VLAN-LIST}  ISL VLAN IDs 1-4094
                """, VlanCommands::select);
        graph.add("""
                no  Negate a command or set its defaults
                vlan  Vlan commands
                {vlans:VLAN-LIST}  ISL VLAN IDs 1-4094
                """, VlanCommands::remove);
    }

    static void addToVlan(CommandGraph<IosConsole> graph) {
        graph.add("""
                name  Ascii name of the VLAN
                {name:WORD}  The ascii name for the VLAN
                """, VlanCommands::name);
        graph.add(
                """
                no  Negate a command or set its defaults
                name  Ascii name of the VLAN
                [{name:WORD}]  The ascii name for the VLAN
                """,
                (console, arguments, reply) ->
                        ids(console).forEach(id -> console.bridge().addVlan(Vlan.named(id))));
    }

    private static List<Integer> ids(IosConsole console) {
        return console.mode() instanceof IosMode.Vlans vlans ? vlans.ids() : List.of();
    }

    private static void select(IosConsole console, Arguments arguments, Reply reply) {
        List<Integer> ids = arguments.get("vlans", VlanSet.class).ids().boxed().toList();
        Bridge bridge = console.bridge();
        long missing = ids.stream().filter(id -> !bridge.hasVlan(id)).count();
        if (ids.isEmpty() || !ids.stream().allMatch(VlanCommands::isUsable)) {
            reply.refuse("Command rejected: Bad VLAN list", arguments.line(), "VLANs 1-1001 and 1006-4094");
        } else if (bridge.vlans().size() + missing > Bridge.MAX_VLANS) {
            reply.refuse("Command rejected: Too many VLANs", arguments.line(), "at most " + Bridge.MAX_VLANS);
        } else {
            ids.stream().filter(id -> !bridge.hasVlan(id)).forEach(id -> bridge.addVlan(Vlan.named(id)));
            console.enter(new IosMode.Vlans(ids));
        }
    }

    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        VlanSet vlans = arguments.get("vlans", VlanSet.class);
        if (vlans.contains(Vlan.DEFAULT_ID)) {
            reply.refuse("%Default VLAN 1 may not be deleted.", "VLAN 1", "VLANs 2-4094");
            return;
        }
        vlans.ids().forEach(console.bridge()::removeVlan);
    }

    private static void name(IosConsole console, Arguments arguments, Reply reply) {
        String name = arguments.text("name");
        boolean taken = console.bridge().vlans().stream()
                .anyMatch(vlan -> vlan.name().equals(name) && !ids(console).contains(vlan.id()));
        if (name.length() > MAX_NAME || taken || ids(console).size() != 1) {
            reply.refuse(
                    "Command rejected: Bad VLAN name", name, "a name of its own for one VLAN, at most " + MAX_NAME);
            return;
        }
        console.bridge().addVlan(new Vlan(ids(console).get(0), name));
    }
}
