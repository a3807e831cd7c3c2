package labwire.netlab.console.ios;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.InterfaceType;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;

/** The ways between the modes: {@code enable}, {@code configure terminal}, {@code interface}, {@code end} … */
final class ModeCommands {
    private static final int MAX_ENABLE_TRIES = 3;

    private ModeCommands() {}

    static void addToExec(CommandGraph<IosConsole> graph) {
        graph.add("""
                enable  Turn on privileged commands
                """, (console, arguments, reply) -> enable(console, MAX_ENABLE_TRIES));
        graph.add("""
                exit  Exit from the EXEC
                """, (console, arguments, reply) -> console.enter(IosMode.LOGGED_OUT));
        graph.add("""
                logout  Exit from the EXEC
                """, (console, arguments, reply) -> console.enter(IosMode.LOGGED_OUT));
        graph.add("""
                terminal  Set terminal line parameters
                length  Set number of lines on a screen
                | width  Set width of the display terminal
                {size:<0-512>}  Number of lines or columns (0 for no limit)
                """, (console, arguments, reply) -> {});
    }

    static void addToPrivileged(CommandGraph<IosConsole> graph) {
        graph.add("""
                disable  Turn off privileged commands
                """, (console, arguments, reply) -> console.enter(IosMode.USER_EXEC));
        graph.add("""
                configure  Enter configuration mode
                terminal  Configure from the terminal
                """, (console, arguments, reply) -> {
            reply.printLine("Enter configuration commands, one per line.  End with CNTL/Z.");
            console.enter(IosMode.GLOBAL);
        });
    }

    /** For global configuration and every mode below it. */
    static void addToConfiguration(CommandGraph<IosConsole> graph) {
        graph.add("""
                end  Exit from configure mode
                """, (console, arguments, reply) -> console.enter(IosMode.PRIVILEGED_EXEC));
        graph.add(
                """
                exit  Exit from the present mode
                """,
                (console, arguments, reply) -> console.enter(
                        console.mode().kind().isBelowGlobal() ? IosMode.GLOBAL : IosMode.PRIVILEGED_EXEC));
        graph.add("""
                do  To run exec commands in config mode
                """, (console, arguments, reply) -> reply.refuse("% Incomplete command.\n", "do", "an exec command"));
    }

    static void addToGlobal(CommandGraph<IosConsole> graph) {
        graph.add("""
                interface  Select an interface to configure
                {interface:INTERFACE}  Interface type and number
                """, ModeCommands::selectInterface);
        graph.add("""
                interface  Select an interface to configure
                range  interface range command
                {interfaces:INTERFACE-RANGE}  Interfaces, such as gi0/1 - 3, gi1/0
                """, ModeCommands::selectRange);
    }

    private static void enable(IosConsole console, int triesLeft) {
        if (console.mode().kind() == IosMode.Kind.PRIVILEGED_EXEC) {
            return;
        }
        Optional<String> secret = console.settings().enableSecret();
        if (secret.isEmpty()) {
            console.enter(IosMode.PRIVILEGED_EXEC);
            return;
        }
        console.askPassword("Password: ", (answer, answerReply) -> {
            if (secret.get().equals(answer)) {
                console.enter(IosMode.PRIVILEGED_EXEC);
            } else if (triesLeft > 1) {
                enable(console, triesLeft - 1);
            } else {
                answerReply.refuse("% Bad secrets\n", "a wrong secret", "the enable secret");
            }
        });
    }

    private static void selectInterface(IosConsole console, Arguments arguments, Reply reply) {
        find(console, arguments.get("interface", InterfaceName.class), reply)
                .ifPresent(found -> console.enter(new IosMode.Interfaces(IosMode.Kind.INTERFACE, List.of(found))));
    }

    private static void selectRange(IosConsole console, Arguments arguments, Reply reply) {
        List<DeviceInterface> selected = new ArrayList<>();
        for (InterfaceName name :
                arguments.get("interfaces", IosTypes.InterfaceList.class).names()) {
            Optional<DeviceInterface> found = find(console, name, reply);
            if (found.isEmpty()) {
                return;
            }
            selected.add(found.get());
        }
        console.enter(new IosMode.Interfaces(IosMode.Kind.INTERFACE_RANGE, List.copyOf(selected)));
    }

    /** The interface of a name; a VLAN's is made when it is first spoken of. */
    private static Optional<DeviceInterface> find(IosConsole console, InterfaceName name, Reply reply) {
        Optional<DeviceInterface> found = console.device().interfaceNamed(name);
        if (found.isEmpty()
                && name.type() == InterfaceType.VLAN
                && console.device() instanceof Switch bridged
                && VlanCommands.isUsable(name.number())
                && VlanCommands.hasRoomFor(bridged.bridge(), name.number())
                && bridged.vlanInterfaceCount() < Switch.MAX_VLAN_INTERFACES) {
            found = Optional.of(bridged.vlanInterface(name.number()));
        }
        if (found.isEmpty()) {
            reply.refuse("%Invalid interface type and number", name.longName(), interfacesOf(console));
        } else if (console.open(found.get()) && console.isStartup() && console.device() instanceof Router) {
            found.get().setEnabled(true);
        }
        return found;
    }

    private static String interfacesOf(IosConsole console) {
        List<DeviceInterface> all = console.device().interfaces();
        return "one of " + all.get(0).name().shortName() + " to "
                + all.get(all.size() - 1).name().shortName();
    }
}
