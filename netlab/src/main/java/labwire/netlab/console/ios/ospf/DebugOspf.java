package labwire.netlab.console.ios.ospf;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DebugFlag;
import labwire.netlab.device.OspfMessages;

/** {@code debug ip ospf adj|events|hello}. */
final class DebugOspf {
    private DebugOspf() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        for (DebugFlag flag : OspfMessages.FLAGS) {
            String topic = flag.command().substring("ip ospf ".length());
            String command = "debug  Debugging functions (see also 'undebug')\nip  IP information\n"
                    + "ospf  OSPF information\n" + topic + "  " + flag.title();
            graph.add(command, (console, arguments, reply) -> {
                console.device().log().setDebugging(flag, true);
                reply.printLine(flag.title() + " debugging is on");
            });
            String off = command.substring(command.indexOf('\n') + 1);
            for (String verb : new String[] {
                "no  Negate a command or set its defaults\ndebug  Debugging functions (see also 'undebug')\n",
                "undebug  Disable debugging functions (see also 'debug')\n"
            }) {
                graph.add(verb + off, (console, arguments, reply) -> {
                    console.device().log().setDebugging(flag, false);
                    reply.printLine(flag.title() + " debugging is off");
                });
            }
        }
    }
}
