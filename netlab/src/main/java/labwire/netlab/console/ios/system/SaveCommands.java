package labwire.netlab.console.ios.system;

import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.RunningConfig;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.device.storage.Nvram;

/** The start-up configuration: {@code write}, {@code erase startup-config}, {@code show startup-config}. */
final class SaveCommands {
    private SaveCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                write  Write running configuration to memory, network, or terminal
                [memory]  Write to NV memory
                """, (console, arguments, reply) -> save(console, reply));
        graph.add(
                """
                write  Write running configuration to memory, network, or terminal
                terminal  Write to terminal
                """,
                (console, arguments, reply) ->
                        ShowRunningConfig.show(RunningConfig.of(console.language(), console.device()), reply));
        graph.add("""
                write  Write running configuration to memory, network, or terminal
                erase  Erase NV memory
                """, (console, arguments, reply) -> erase(console));
        graph.add("""
                erase  Erase a filesystem
                startup-config  Erase contents of configuration memory
                | nvram:  Filesystem to be erased
                """, (console, arguments, reply) -> erase(console));
        graph.add("""
                show  Show running system information
                startup-config  Contents of startup configuration
                """, (console, arguments, reply) -> show(console.device().nvram(), reply));
    }

    /** Saves the running configuration, and says so. */
    static void save(IosConsole console, Reply reply) {
        reply.printLine("Building configuration...");
        String config = RunningConfig.of(console.language(), console.device());
        Nvram nvram = console.device().nvram();
        if (console.isStartup() && !nvram.isSaved()) {
            // A start-up config that saves itself must not take the place of the lab file that gives it.
            nvram.preset(config);
        } else if (!nvram.save(config)) {
            reply.refuse(
                    "% NV memory is too small for the configuration",
                    config.length() + " characters", "a configuration of at most " + Nvram.CAPACITY_BYTES + " bytes");
            return;
        }
        nvram.inStepWith(config);
        reply.printLine("[OK]");
    }

    private static void erase(IosConsole console) {
        console.confirm(
                "Erasing the nvram filesystem will remove all configuration files! Continue? [confirm]",
                Completion.ON_RETURN,
                (confirmed, reply) -> {
                    if (confirmed) {
                        console.device().nvram().erase();
                        reply.print("[OK]\nErase of nvram: complete\n");
                        console.device()
                                .log()
                                .log("SYS", Severity.DEBUGGING, "NV_BLOCK_INIT", "Initialized the geometry of nvram");
                    }
                });
    }

    private static void show(Nvram nvram, Reply reply) {
        if (nvram.startupConfig().isEmpty()) {
            reply.printLine("startup-config is not present");
            return;
        }
        String text = nvram.startupConfig().get().text();
        reply.printLine("Using %d out of %d bytes", nvram.startupConfig().get().size(), Nvram.CAPACITY_BYTES);
        reply.print(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
    }
}
