package labwire.gateway.cli;

/** Whether somebody watches: the launcher, a shell script, can tell on every system, and passes it on. */
final class Terminal {
    private Terminal() {}

    /** Whether standard output is a terminal. */
    static boolean isOutput() {
        return Boolean.getBoolean("labwire.terminal.output");
    }

    /** Whether standard error is a terminal. */
    static boolean isError() {
        return Boolean.getBoolean("labwire.terminal.error");
    }
}
