package labwire.gateway;

import labwire.gateway.cli.LabwireCommand;

/** The process: one command line in, one exit status out. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(LabwireCommand.execute(arguments));
    }
}
