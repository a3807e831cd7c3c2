package labwire.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A mail server's numbers. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description = {
            "Print a mail server's metrics in Prometheus's text format.",
            "Prometheus itself can take them from http://127.0.0.1:PORT/metrics with the token as bearer token;",
            "port and token are in the data folder's api.json, and anew with each start."
        },
        footer = {"", "Example:", "  ./labwire mail metrics", "  ./labwire mail metrics --host mail | grep accepted"})
final class MailMetricsCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private MailHostOption host;

    @Override
    public Integer call() {
        byte[] text = data.client().content("/metrics", host.parameters());
        System.out.write(text, 0, text.length);
        System.out.flush();
        return LabwireCommand.DONE;
    }
}
