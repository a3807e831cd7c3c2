package labwire.netlab.console.ios.ospf;

import java.util.Optional;
import java.util.function.Consumer;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.routing.ospf.process.OspfProcess;
import labwire.netlab.routing.ospf.process.OspfProcesses;

/** In {@code router ospf 1}. */
record RouterOspfMode(OspfProcess process) implements IosMode {
    @Override
    public Kind kind() {
        return Kind.ROUTER;
    }

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                router  Enable a routing process
                ospf  Open Shortest Path First (OSPF)
                {process:<1-65535>}  Process ID
                """, RouterOspfMode::select);
        graph.add("""
                no  Negate a command or set its defaults
                router  Enable a routing process
                ospf  Open Shortest Path First (OSPF)
                {process:<1-65535>}  Process ID
                """, (console, arguments, reply) -> console.device().ospf().remove(arguments.number("process")));
    }

    private static void select(IosConsole console, Arguments arguments, Reply reply) {
        Optional<OspfProcess> process = console.device().ospf().configure(arguments.number("process"));
        if (process.isEmpty()) {
            reply.refuse("% Too many OSPF processes", arguments.line(), "at most " + OspfProcesses.MAX_PROCESSES);
        } else {
            console.enter(new RouterOspfMode(process.get()));
        }
    }

    /** Configures the process of the mode; its settings take effect at the end of the instant. */
    static void configure(IosConsole console, Consumer<OspfProcess> change) {
        if (console.mode() instanceof RouterOspfMode mode) {
            change.accept(mode.process());
            mode.process().changed();
        }
    }
}
