package labwire.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Titles and their servers. */
@Command(
        name = "video",
        mixinStandardHelpOptions = true,
        description = "Serve video, make titles of files, and see what the lab's video servers have.",
        subcommands = {
            VideoListCommand.class,
            VideoIngestCommand.class,
            VideoServeCommand.class,
            VideoFaultCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  ./labwire video list",
            "  ./labwire video ingest --ladder film.mp4",
            "  ./labwire video serve config/video"
        })
final class VideoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("labwire: video: no command (expected: list, ingest, serve or fault; see"
                + " './labwire video --help')");
        return LabwireCommand.WRONG;
    }
}
