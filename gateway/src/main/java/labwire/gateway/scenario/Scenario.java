package labwire.gateway.scenario;

import java.time.Duration;
import java.util.List;
import labwire.gateway.play.PlaySettings;
import labwire.smtp.session.TlsMode;

/**
 * A scenario file, parsed.
 *
 * @param file as the user named it
 * @param captures in the file's order
 * @param steps in the file's order, which need not be that of their times
 */
record Scenario(String file, List<Capture> captures, List<Step> steps) {
    /** A pcapng file of the frames at some ports, from the start to the end. */
    record Capture(int line, List<String> ports, String file, String filter) {}

    /**
     * Something at an instant of lab time.
     *
     * @param at since the start
     */
    record Step(int line, Duration at, Action action) {}

    /** What a step does. */
    sealed interface Action permits Exec, Link, SendMail, Play, Expectation {}

    /** The step's time is a limit: by then it has come true; no later step waits. */
    sealed interface Expectation extends Action permits ExpectMail, ExpectPlay {}

    /** A line typed at a node's console. */
    record Exec(String node, String command) implements Action {}

    /** A change of a cable, in the words of {@code ./labwire link}. */
    record Link(String port, List<String> settings) implements Action {}

    /** Messages sent by a client on a node to a node's mail server, some at once, each in a session of its own. */
    record SendMail(int count, String from, String to, TlsMode mode) implements Action {}

    /** A playback session on a node. */
    record Play(PlaySettings settings, String node) implements Action {}

    /** The node's mail server has taken so many messages. */
    record ExpectMail(int count, String node) implements Expectation {}

    /** All that was to be played on the node was played to its end. */
    record ExpectPlay(String node) implements Expectation {}
}
