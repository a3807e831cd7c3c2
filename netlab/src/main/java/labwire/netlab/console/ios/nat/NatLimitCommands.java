package labwire.netlab.console.ios.nat;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.nat.AddressTranslator;
import labwire.netlab.stack.nat.NatTimeouts;

/** {@code ip nat translation …}: timeouts, and how many there may be. */
final class NatLimitCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String TRANSLATION = """
            ip  Global IP configuration subcommands
            nat  NAT configuration commands
            translation  NAT translation entry configuration
            """;

    private NatLimitCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        for (NatTimeouts.Of what : NatTimeouts.Of.values()) {
            String words = TRANSLATION + what.keyword() + "  Specify timeout\n";
            graph.add(
                    words + "{seconds:<1-2147483>}  Timeout in seconds",
                    (console, arguments, reply) ->
                            console.device().nat().timeouts().seconds(what, arguments.number("seconds")));
            graph.add(
                    NO + words + "[{seconds:<1-2147483>}]  Timeout in seconds",
                    (console, arguments, reply) ->
                            console.device().nat().timeouts().seconds(what, what.defaultSeconds()));
        }
        String limit = TRANSLATION + "max-entries  Specify maximum number of NAT entries\n";
        String count = "<1-" + AddressTranslator.MAX_TRANSLATIONS + ">";
        graph.add(
                limit + "{count:" + count + "}  Number of entries",
                (console, arguments, reply) -> console.device().nat().limit(arguments.number("count")));
        graph.add(
                NO + limit + "[{count:" + count + "}]  Number of entries",
                (console, arguments, reply) -> console.device().nat().limit(AddressTranslator.MAX_TRANSLATIONS));
    }

    static void write(IosDevice device, ConfigText text) {
        for (NatTimeouts.Of what : NatTimeouts.Of.values()) {
            int seconds = device.nat().timeouts().seconds(what);
            if (seconds != what.defaultSeconds()) {
                text.line("ip nat translation " + what.keyword() + " " + seconds);
            }
        }
        if (device.nat().limit() != AddressTranslator.MAX_TRANSLATIONS) {
            text.line("ip nat translation max-entries " + device.nat().limit());
        }
    }
}
