package labwire.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import labwire.gateway.api.ApiException;
import labwire.gateway.data.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the lab CA's certificate. */
@Command(
        name = "ca",
        mixinStandardHelpOptions = true,
        description = "Print the certificate of the lab's certificate authority (PEM), for clients to trust.",
        footer = {
            "",
            "Example:",
            "  ./labwire ca > lab-ca.pem",
            "  openssl s_client -CAfile lab-ca.pem -verify_return_error -connect 127.0.0.1:2465"
        })
final class CaCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws IOException {
        Path certificate = DataFolder.ca(data.folder()).resolve("ca.pem");
        if (!Files.exists(certificate)) {
            throw new ApiException(certificate + ": missing (expected: the CA that the first './labwire up' makes)");
        }
        System.out.print(Files.readString(certificate));
        return LabwireCommand.DONE;
    }
}
