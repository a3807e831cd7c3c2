package labwire.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import labwire.gateway.lab.LiveLab;
import labwire.gateway.lab.LiveLabOptions;
import labwire.gateway.lab.StartException;
import labwire.gateway.scenario.ScenarioRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a lab and stays with it until it ends. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Start a lab and stay in the foreground until Ctrl-C, SIGTERM or './labwire down'.",
            "With --virtual, run a scenario in virtual time instead, as fast as the machine can, and end."
        },
        footer = {
            "",
            "Exit status 2: the lab file, a host's exec line, a port or the data folder is at fault;",
            "nothing was started. A line that a router or a switch refuses is a warning. Exit status 1: a scenario's expectation was not met.",
            "",
            "Example:",
            "  ./labwire up",
            "  ./labwire up --port-offset 1000 --data data2 my-lab.yaml",
            "  ./labwire up --virtual --seed 7 --scenario config/scenarios/mail.scenario",
            "  ./labwire up --virtual --scenario config/scenarios/video.scenario --report session"
        })
final class UpCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "LABFILE",
            description = "the lab to start (default: the shipped config/lab.yaml)")
    private @Nullable Path labFile;

    @Mixin
    private DataOption data;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "add N to every port that is published on the workstation")
    private int portOffset;

    @Option(names = "--virtual", description = "run in virtual time, without real ports; needs --scenario")
    private boolean virtual;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "in virtual time: the same seed gives the same run (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--report", paramLabel = "DIR", description = "in virtual time: reports of playback go there")
    private @Nullable Path report;

    @Option(names = "--scenario", paramLabel = "FILE", description = "in virtual time: what happens, and when")
    private @Nullable Path scenario;

    @Override
    public Integer call() {
        Path file = labFile != null ? labFile : shippedLab();
        if (virtual) {
            if (scenario == null) {
                throw new StartException("--virtual without --scenario (expected: --scenario FILE, such as"
                        + " config/scenarios/mail.scenario)");
            }
            return ScenarioRun.run(file, scenario, seed, System.out, Optional.ofNullable(report))
                    ? LabwireCommand.DONE
                    : LabwireCommand.FAILED;
        }
        if (scenario != null) {
            throw new StartException("--scenario without --virtual (expected: both)");
        }
        if (report != null) {
            throw new StartException("--report without --virtual (expected: both; live, './labwire play' has it)");
        }
        LiveLab lab = LiveLab.start(new LiveLabOptions(file, data.folder(), portOffset));
        Runtime.getRuntime().addShutdownHook(new Thread(lab::stop, "labwire-shutdown"));
        System.out.print(new StartReport(lab));
        System.out.flush();
        lab.awaitEnd();
        return LabwireCommand.DONE;
    }

    /** Where the launcher says the house is; the working folder without a launcher. */
    static Path shippedLab() {
        return Path.of(System.getProperty("labwire.home", "")).resolve("config").resolve("lab.yaml");
    }
}
