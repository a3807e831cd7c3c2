package labwire.gateway.cli;

import java.nio.file.Path;
import labwire.gateway.api.ApiClient;
import labwire.gateway.data.DataFolder;
import picocli.CommandLine.Option;

/** Which lab a command means: the one that runs in this folder. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the lab's data folder (default: ${DEFAULT-VALUE})",
            defaultValue = "data")
    private Path folder;

    Path folder() {
        return folder;
    }

    /** A client of the lab that runs in the folder. */
    ApiClient client() {
        return ApiClient.of(DataFolder.apiFile(folder));
    }
}
