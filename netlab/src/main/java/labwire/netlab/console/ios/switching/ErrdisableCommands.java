package labwire.netlab.console.ios.switching;

import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.ErrorCause;
import labwire.netlab.bridge.ErrorRecovery;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;

/** Ports that errors have shut down: {@code errdisable recovery}. */
final class ErrdisableCommands {
    private static final String NO = SwitchportCommands.NO;
    private static final String RECOVERY = "errdisable  Error disable\nrecovery  Error disable recovery\n";
    private static final String INTERVAL = RECOVERY + "interval  Error disable recovery timer value\n";

    private ErrdisableCommands() {}

    static void addToGlobal(CommandGraph<IosConsole> graph) {
        String cause = RECOVERY + "cause  Enable error disable recovery for application\n";
        for (ErrorCause each : ErrorCause.values()) {
            String one = cause + each.keyword() + "  Enable timer to recover from " + each.keyword() + " error";
            graph.add(one, (console, arguments, reply) -> enable(console, each, true));
            graph.add(NO + one, (console, arguments, reply) -> enable(console, each, false));
        }
        String all = cause + "all  Enable timer to recover from all error causes";
        graph.add(all, (console, arguments, reply) -> enableAll(console, true));
        graph.add(NO + all, (console, arguments, reply) -> enableAll(console, false));
        graph.add(
                INTERVAL + "{seconds:<30-86400>}  timer-interval(sec)",
                (console, arguments, reply) ->
                        console.bridge().errorRecovery().setIntervalSeconds(arguments.number("seconds")));
        graph.add(
                NO + INTERVAL + "[{seconds:<30-86400>}]  timer-interval(sec)",
                (console, arguments, reply) ->
                        console.bridge().errorRecovery().setIntervalSeconds(ErrorRecovery.DEFAULT_INTERVAL_SECONDS));
    }

    private static void enable(IosConsole console, ErrorCause cause, boolean enabled) {
        console.bridge()
                .errorRecovery()
                .setEnabled(cause, enabled, console.bridge().ports());
    }

    private static void enableAll(IosConsole console, boolean enabled) {
        for (ErrorCause each : ErrorCause.values()) {
            enable(console, each, enabled);
        }
    }

    static void write(IosDevice device, ConfigText text) {
        if (!(device instanceof Switch bridged)) {
            return;
        }
        ErrorRecovery recovery = bridged.bridge().errorRecovery();
        for (ErrorCause each : ErrorCause.values()) {
            if (recovery.isEnabled(each)) {
                text.line("errdisable recovery cause " + each.keyword());
            }
        }
        if (recovery.intervalSeconds() != ErrorRecovery.DEFAULT_INTERVAL_SECONDS) {
            text.line("errdisable recovery interval " + recovery.intervalSeconds());
        }
    }

    static void addToExec(CommandGraph<IosConsole> graph) {
        graph.add(Switchports.SHOW + """
                errdisable  Error disable
                recovery  Error disable recovery
                """, (console, arguments, reply) -> show(console, reply));
    }

    private static void show(IosConsole console, Reply reply) {
        ErrorRecovery recovery = console.bridge().errorRecovery();
        reply.printLine("ErrDisable Reason            Timer Status");
        reply.printLine("-----------------            --------------");
        for (ErrorCause each : ErrorCause.values()) {
            reply.printLine("%-28s %s", each.keyword(), recovery.isEnabled(each) ? "Enabled" : "Disabled");
        }
        reply.printLine("\nTimer interval: %d seconds\n", recovery.intervalSeconds());
        reply.printLine("Interfaces that will be enabled at the next timeout:\n");
        boolean any = false;
        for (BridgePort port : console.bridge().ports()) {
            if (recovery.secondsLeft(port).isEmpty()) {
                continue;
            }
            if (!any) {
                reply.printLine("Interface       Errdisable reason       Time left(sec)");
                reply.printLine("---------       -----------------       --------------");
                any = true;
            }
            reply.printLine(
                    "%-10s %22s %14d",
                    Switchports.shortName(port),
                    port.errorCause().map(ErrorCause::keyword).orElse(""),
                    recovery.secondsLeft(port).getAsLong());
        }
    }
}
