package labwire.gateway.scenario;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.function.Consumer;
import labwire.dash.player.Player;
import labwire.dash.report.Headline;
import labwire.dash.report.SessionRecorder;
import labwire.dash.report.SessionReport;
import labwire.dash.session.PlayerEvent;
import labwire.gateway.lab.VirtualLab;
import labwire.gateway.play.EventLine;
import labwire.gateway.play.PlaySettings;
import labwire.netlab.time.LabEventLoop;

/** A playback session of a scenario: recorded, and told line by line. Driver's thread only. */
final class PlaySession {
    /** Live streams have no end of their own, and a scenario shall have one. */
    static final Duration MAX_TIME = Duration.ofHours(1);

    private final String node;
    private final Consumer<String> lines;
    private final SessionRecorder recorder = new SessionRecorder();
    private boolean complete;

    PlaySession(String node, Consumer<String> lines) {
        this.node = node;
        this.lines = lines;
    }

    String node() {
        return node;
    }

    /** Starts to play; done when that is over. */
    Future<PlayerEvent.Ended> start(VirtualLab lab, PlaySettings settings) {
        Player player = lab.play(node, settings, this::heard);
        LabEventLoop loop = lab.time().loop();
        loop.newTimer(player::stop).arm(loop.now() + MAX_TIME.toNanos());
        return player.ended();
    }

    private void heard(PlayerEvent event) {
        recorder.accept(event);
        String line = EventLine.of(event);
        if (!line.isEmpty()) {
            lines.accept(line);
        }
        if (event instanceof PlayerEvent.Ended ended) {
            complete = ended.complete();
            lines.accept(Headline.of(report()));
        }
    }

    boolean isComplete() {
        return complete;
    }

    SessionReport report() {
        return recorder.report();
    }
}
