package labwire.netlab.console.ios.access;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.login.Accounts;
import labwire.netlab.device.login.Accounts.ExecAuthorization;
import labwire.netlab.device.login.AuthenticationMethod;

/** {@code aaa new-model}, and the method lists of logins and of sessions' privileges. */
final class AaaCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String NEW_MODEL = """
            aaa  Authentication, Authorization and Accounting.
            new-model  Enable NEW access control commands and functions.(Disables OLD commands.)
            """;
    private static final String LOGIN = """
            aaa  Authentication, Authorization and Accounting.
            authentication  Authentication configurations parameters.
            login  Set authentication lists for logins.
            default  The default authentication list.
            | {list:WORD}  Named authentication list (max 31 characters, longer will be rejected).
            """;
    private static final String EXEC = """
            aaa  Authentication, Authorization and Accounting.
            authorization  Authorization configurations parameters.
            exec  For starting an exec (shell).
            default  The default authorization list.
            | {list:WORD}  Named authorization list (max 31 characters, longer will be rejected).
            """;
    private static final String REST = "[{rest:LINE}]  What the line that is taken back said\n";

    private AaaCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(NEW_MODEL, (console, arguments, reply) -> accounts(console).newModel(true));
        graph.add(
                NO + NEW_MODEL, (console, arguments, reply) -> accounts(console).newModel(false));
        graph.add(
                LOGIN + "{methods:LOGIN-METHODS}  group, local, local-case, enable, line, none",
                (console, arguments, reply) -> put(
                        accounts(console).loginLists(),
                        arguments.find("list", String.class).orElse("default"),
                        arguments.get("methods", MethodList.Login.class).methods(),
                        reply));
        graph.add(
                NO + LOGIN + REST,
                (console, arguments, reply) -> accounts(console)
                        .loginLists()
                        .remove(arguments.find("list", String.class).orElse("default")));
        graph.add(
                EXEC + "{methods:EXEC-METHODS}  group, if-authenticated, local, none",
                (console, arguments, reply) -> put(
                        accounts(console).execLists(),
                        arguments.find("list", String.class).orElse("default"),
                        arguments.get("methods", MethodList.Exec.class).methods(),
                        reply));
        graph.add(
                NO + EXEC + REST,
                (console, arguments, reply) -> accounts(console)
                        .execLists()
                        .remove(arguments.find("list", String.class).orElse("default")));
    }

    private static Accounts accounts(IosConsole console) {
        return console.device().accounts();
    }

    private static <M> void put(Map<String, List<M>> lists, String name, List<M> methods, Reply reply) {
        if (lists.size() == Accounts.MAX_LISTS && !lists.containsKey(name)) {
            reply.refuse("% Too many lists", name, "at most " + Accounts.MAX_LISTS + " lists");
            return;
        }
        lists.put(name, methods);
    }

    static void write(IosDevice device, ConfigText text) {
        Accounts accounts = device.accounts();
        if (accounts.isNewModel()) {
            text.line("aaa new-model");
            text.separator();
        }
        accounts.loginLists()
                .forEach((list, methods) -> text.line(
                        "aaa authentication login " + list + " " + words(methods, AuthenticationMethod::word)));
        accounts.execLists()
                .forEach((list, methods) ->
                        text.line("aaa authorization exec " + list + " " + words(methods, ExecAuthorization::word)));
    }

    private static <M> String words(List<M> methods, Function<M, String> wordOf) {
        return methods.stream().map(wordOf).collect(Collectors.joining(" "));
    }
}
