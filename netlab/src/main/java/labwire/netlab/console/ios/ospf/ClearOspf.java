package labwire.netlab.console.ios.ospf;

import java.util.Locale;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.routing.ospf.process.OspfProcess;

/** {@code clear ip ospf process}. */
final class ClearOspf {
    private ClearOspf() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                clear  Reset functions
                ip  IP
                ospf  OSPF clear commands
                process  Reset OSPF process
                """, ClearOspf::ask);
        graph.add("""
                clear  Reset functions
                ip  IP
                ospf  OSPF clear commands
                {process:<1-65535>}  Process ID number
                process  Reset OSPF process
                """, ClearOspf::ask);
    }

    private static void ask(IosConsole console, Arguments arguments, Reply reply) {
        int only = arguments.find("process", Integer.class).orElse(0);
        String which = only == 0 ? "ALL OSPF processes" : "OSPF process " + only;
        console.ask("Reset " + which + "? [no]: ", (answer, answerReply) -> {
            String word = answer.strip().toLowerCase(Locale.ROOT);
            if (!word.isEmpty() && "yes".startsWith(word)) {
                console.device().ospf().processes().stream()
                        .filter(process -> only == 0 || process.number() == only)
                        .forEach(OspfProcess::restart);
            }
        });
    }
}
