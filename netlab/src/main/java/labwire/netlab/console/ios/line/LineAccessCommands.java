package labwire.netlab.console.ios.line;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.line.Transport;
import labwire.netlab.device.login.LineAccess;
import labwire.netlab.device.login.LineAccess.Check;
import labwire.netlab.device.login.StoredPassword;

/** Who may come in by a line, and how: {@code login}, {@code password}, {@code transport input}, {@code access-class}. */
final class LineAccessCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";

    private LineAccessCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        addLogin(graph);
        addPassword(graph);
        addTransport(graph);
        graph.add(
                """
                access-class  Filter connections based on an IP access list
                {list:WORD}  IP access list number or name
                in  Filter incoming connections
                [vrf-also]  Same access list is applied for all VRFs
                """,
                (console, arguments, reply) ->
                        LineMode.forEach(console, line -> line.accessClass(Optional.of(arguments.text("list")))));
        graph.add(
                NO + """
                access-class  Filter connections based on an IP access list
                [{list:WORD}]  IP access list number or name
                [in]  Filter incoming connections
                """,
                (console, arguments, reply) -> LineMode.forEach(console, line -> line.accessClass(Optional.empty())));
    }

    private static void addLogin(CommandGraph<IosConsole> graph) {
        graph.add("""
                login  Enable password checking
                """, (console, arguments, reply) -> change(console, access -> access.withCheck(Check.LINE_PASSWORD)));
        graph.add("""
                login  Enable password checking
                local  Local password checking
                """, (console, arguments, reply) -> change(console, access -> access.withCheck(Check.LOCAL)));
        graph.add(NO + """
                login  Enable password checking
                [local]  Local password checking
                """, (console, arguments, reply) -> change(console, access -> access.withCheck(Check.NONE)));
        graph.add(
                """
                login  Enable password checking
                authentication  Authentication parameters
                {list:WORD}  Use an authentication list with this name
                """, (console, arguments, reply) -> change(console, access -> access.withList(arguments.text("list"))));
        graph.add(
                NO + """
                login  Enable password checking
                authentication  Authentication parameters
                [{list:WORD}]  Use an authentication list with this name
                """,
                (console, arguments, reply) -> change(console, access -> access.withList(LineAccess.DEFAULT_LIST)));
        graph.add(
                """
                privilege  Change privilege level for line
                level  Assign default privilege level for line
                {level:<0-15>}  Default privilege level for line
                """,
                (console, arguments, reply) ->
                        change(console, access -> access.withPrivilege(arguments.number("level"))));
        graph.add(NO + """
                privilege  Change privilege level for line
                level  Assign default privilege level for line
                [{level:<0-15>}]  Default privilege level for line
                """, (console, arguments, reply) -> change(console, access -> access.withPrivilege(1)));
    }

    private static void addPassword(CommandGraph<IosConsole> graph) {
        graph.add("""
                password  Set a password
                {password:LINE}  The line password
                """, LineAccessCommands::password);
        graph.add(
                NO + """
                password  Set a password
                [{password:LINE}]  The line password
                """,
                (console, arguments, reply) -> change(console, access -> access.withPassword(Optional.empty())));
    }

    private static void password(IosConsole console, Arguments arguments, Reply reply) {
        String text = arguments.text("password");
        String[] parts = text.split(" +", 2);
        Optional<StoredPassword> password = parts.length == 2 && parts[0].matches("[0-9]")
                ? StoredPassword.parse(Integer.parseInt(parts[0]), parts[1])
                : StoredPassword.parse(0, text);
        if (password.isEmpty()) {
            reply.refuse(
                    "Invalid encrypted password",
                    "a password that is not of its form",
                    "a password, or 7 and its code");
            return;
        }
        change(console, access -> access.withPassword(password));
    }

    private static void addTransport(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                transport  Define transport protocols for line
                input  Define which protocols to use when connecting to the terminal server
                all  All protocols
                | none  No protocols
                """,
                (console, arguments, reply) -> input(
                        console,
                        arguments.has("all") ? EnumSet.allOf(Transport.class) : EnumSet.noneOf(Transport.class)));
        graph.add("""
                transport  Define transport protocols for line
                input  Define which protocols to use when connecting to the terminal server
                ssh  TCP/IP SSH protocol
                [telnet]  TCP/IP Telnet protocol
                """, LineAccessCommands::input);
        graph.add("""
                transport  Define transport protocols for line
                input  Define which protocols to use when connecting to the terminal server
                telnet  TCP/IP Telnet protocol
                [ssh]  TCP/IP SSH protocol
                """, LineAccessCommands::input);
        graph.add(
                NO + """
                transport  Define transport protocols for line
                input  Define which protocols to use when connecting to the terminal server
                [{rest:LINE}]  Protocols
                """,
                (console, arguments, reply) ->
                        LineMode.forEach(console, line -> line.configuredInput(Optional.empty())));
    }

    private static void input(IosConsole console, Arguments arguments, Reply reply) {
        Set<Transport> transports = EnumSet.noneOf(Transport.class);
        for (Transport transport : Transport.values()) {
            if (arguments.has(transport.keyword())) {
                transports.add(transport);
            }
        }
        input(console, transports);
    }

    private static void input(IosConsole console, Set<Transport> transports) {
        LineMode.forEach(console, line -> line.configuredInput(Optional.of(transports)));
    }

    private static void change(IosConsole console, UnaryOperator<LineAccess> change) {
        LineMode.forEach(console, line -> line.access(change.apply(line.access())));
    }
}
