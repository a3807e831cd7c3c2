package labwire.gateway.scenario;

import java.time.Duration;
import java.util.List;
import labwire.smtp.session.TlsMode;

/**
 * A scenario file, parsed.
 *
 * @param file as the user named it
 * @param captures in the file's order
 * @param steps in the file's order, which need not be that of their times
 */
record Scenario(String file, List<Capture> captures, List<Step> steps) {
    /** A pcap file of all frames at a port, from the start to the end. */
    record Capture(int line, String port, String file) {}

    /**
     * Something at an instant of lab time.
     *
     * @param at since the start
     */
    record Step(int line, Duration at, Action action) {}

    /** What a step does. */
    sealed interface Action permits Exec, Link, SendMail, ExpectMail {}

    /** A line typed at a node's console. */
    record Exec(String node, String command) implements Action {}

    /** A change of a cable, in the words of {@code ./labwire link}. */
    record Link(String port, List<String> settings) implements Action {}

    /** Messages sent by a client on a node to a node's mail server, some at once, each in a session of its own. */
    record SendMail(int count, String from, String to, TlsMode mode) implements Action {}

    /** The step's time is a limit: by then the node's mail server has taken so many messages; no later step waits. */
    record ExpectMail(int count, String node) implements Action {}
}
