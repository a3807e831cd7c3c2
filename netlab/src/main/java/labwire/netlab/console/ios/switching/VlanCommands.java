package labwire.netlab.console.ios.switching;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import labwire.netlab.bridge.Bridge;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VlanSet;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;

/** The VLAN database: {@code vlan}, {@code name}. */
final class VlanCommands {
    private static final int MAX_NAME = 32;

    private VlanCommands() {}

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
                (console, arguments, reply) -> change(console, vlan -> vlan.withName(Vlan.defaultName(vlan.id()))));
        addState(graph);
    }

    private static void addState(CommandGraph<IosConsole> graph) {
        graph.add("""
                state  Operational state of the VLAN
                active  VLAN Active State
                """, (console, arguments, reply) -> change(console, vlan -> vlan.withSuspended(false)));
        graph.add(
                """
                state  Operational state of the VLAN
                suspend  VLAN Suspended State
                """,
                (console, arguments, reply) -> changeUnlessDefault(console, reply, vlan -> vlan.withSuspended(true)));
        graph.add("""
                no  Negate a command or set its defaults
                state  Operational state of the VLAN
                """, (console, arguments, reply) -> change(console, vlan -> vlan.withSuspended(false)));
        graph.add(
                """
                shutdown  Shutdown VLAN switching
                """,
                (console, arguments, reply) -> changeUnlessDefault(console, reply, vlan -> vlan.withShutdown(true)));
        graph.add("""
                no  Negate a command or set its defaults
                shutdown  Shutdown VLAN switching
                """, (console, arguments, reply) -> change(console, vlan -> vlan.withShutdown(false)));
    }

    private static void changeUnlessDefault(IosConsole console, Reply reply, UnaryOperator<Vlan> change) {
        if (ids(console).contains(Vlan.DEFAULT_ID)) {
            reply.refuse("%Default VLAN 1 may not be modified.", "VLAN 1", "VLANs 2-4094");
            return;
        }
        change(console, change);
    }

    private static void change(IosConsole console, UnaryOperator<Vlan> change) {
        for (int id : ids(console)) {
            console.bridge().vlan(id).ifPresent(vlan -> console.bridge().addVlan(change.apply(vlan)));
        }
    }

    private static List<Integer> ids(IosConsole console) {
        return console.mode() instanceof VlanMode vlans ? vlans.ids() : List.of();
    }

    private static void select(IosConsole console, Arguments arguments, Reply reply) {
        List<Integer> ids = arguments.get("vlans", VlanSet.class).ids().boxed().toList();
        Bridge bridge = console.bridge();
        long missing = ids.stream().filter(id -> !bridge.hasVlan(id)).count();
        if (ids.isEmpty() || !ids.stream().allMatch(Switch::isUsable)) {
            reply.refuse("Command rejected: Bad VLAN list", arguments.line(), "VLANs 1-1001 and 1006-4094");
        } else if (bridge.vlans().size() + missing > Bridge.MAX_VLANS) {
            reply.refuse("Command rejected: Too many VLANs", arguments.line(), "at most " + Bridge.MAX_VLANS);
        } else {
            ids.stream().filter(id -> !bridge.hasVlan(id)).forEach(id -> bridge.addVlan(Vlan.named(id)));
            console.enter(new VlanMode(ids));
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
        change(console, vlan -> vlan.withName(name));
    }

    static void write(IosDevice device, ConfigText text) {
        if (!(device instanceof Switch bridged)) {
            return;
        }
        List<Vlan> plain = new ArrayList<>();
        for (Vlan vlan : bridged.bridge().vlans()) {
            if (vlan.id() == Vlan.DEFAULT_ID) {
                continue;
            }
            if (isPlain(vlan)) {
                plain.add(vlan);
                continue;
            }
            writePlain(plain, text);
            begin(Integer.toString(vlan.id()), text);
            if (!vlan.name().equals(Vlan.defaultName(vlan.id()))) {
                text.child("name " + vlan.name());
            }
            if (vlan.suspended()) {
                text.child("state suspend");
            }
            if (vlan.shutdown()) {
                text.child("shutdown");
            }
        }
        writePlain(plain, text);
    }

    private static boolean isPlain(Vlan vlan) {
        return vlan.name().equals(Vlan.defaultName(vlan.id())) && !vlan.suspended() && !vlan.shutdown();
    }

    /** Neighbours of which there is nothing to say, in one line, as IOS has them. */
    private static void writePlain(List<Vlan> vlans, ConfigText text) {
        if (!vlans.isEmpty()) {
            begin(VlanSet.of(vlans.stream().mapToInt(Vlan::id).toArray()).toString(), text);
            vlans.clear();
        }
    }

    private static void begin(String ids, ConfigText text) {
        if (!text.isEmpty()) {
            text.separator();
        }
        text.line("vlan " + ids);
    }
}
