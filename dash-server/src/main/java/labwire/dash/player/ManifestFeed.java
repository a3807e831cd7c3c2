package labwire.dash.player;

import java.net.URI;
import java.time.Duration;
import labwire.dash.manifest.MpdException;
import labwire.dash.manifest.MpdReader;
import labwire.dash.player.http.HttpLane;
import labwire.dash.player.http.HttpListener;
import labwire.dash.player.http.HttpOrder;
import labwire.dash.player.http.HttpResult;
import labwire.dash.player.http.HttpResult.Answer;
import labwire.dash.player.http.HttpResult.Failure;
import labwire.dash.session.PlayerEvent.RequestFailed;

/** Fetches the manifest, and again while it is live. A refresh that fails is tried again; only the first must work. */
final class ManifestFeed {
    /** However short an edition is valid by its own word. */
    private static final long MIN_UPDATE_NANOS = 500_000_000;

    /** What it does. */
    private enum State {
        /** → WAITING, OVER. */
        FETCHING,
        /** For the next edition, or for the next attempt: → FETCHING. */
        WAITING,
        /** No further edition is to come, or none at all came. */
        OVER
    }

    private final PlayerSession session;
    private final HttpLane lane;
    private final PlayerConfig config;
    private Perseverance perseverance;
    private State state = State.WAITING;
    private URI uri;
    private boolean first = true;
    private long dueNanos;
    private long editionAtNanos;

    ManifestFeed(PlayerSession session, HttpLane lane, PlayerConfig config) {
        this.session = session;
        this.lane = lane;
        this.config = config;
        this.uri = config.manifest();
        this.perseverance = new Perseverance(config.retries(), config.random());
    }

    /** When it is to be looked at again. While the lane is busy, with the clock, its end is what is waited for. */
    long deadlineNanos() {
        return state == State.WAITING && !lane.isBusy() ? dueNanos : Long.MAX_VALUE;
    }

    /** Whether another edition may come. */
    boolean isOpen() {
        return state != State.OVER;
    }

    void turn(long nowNanos) {
        if (state == State.WAITING && nowNanos >= dueNanos && !lane.isBusy()) {
            state = State.FETCHING;
            editionAtNanos = nowNanos;
            lane.ask(HttpOrder.get(uri, MpdReader.MAX_BYTES), new HttpListener() {
                @Override
                public void ended(HttpResult result) {
                    fetched(result);
                }
            });
        }
    }

    /** A segment that should be there is not known: the next edition is wanted now, if it can be had. */
    void hurry(long nowNanos) {
        if (state == State.WAITING) {
            dueNanos = Math.min(dueNanos, Math.max(nowNanos, editionAtNanos + MIN_UPDATE_NANOS));
        }
    }

    private void fetched(HttpResult result) {
        if (result instanceof Answer answer && answer.isSuccess()) {
            try {
                Presentation edition = new Presentation(MpdReader.read(answer.body()), answer.uri(), config);
                perseverance = new Perseverance(config.retries(), config.random());
                first = false;
                uri = edition.nextUri();
                waitFor(edition);
                session.edition(edition);
            } catch (MpdException e) {
                failed(answer.status(), String.valueOf(e.getMessage()));
            }
        } else if (result instanceof Answer answer) {
            failed(answer.status(), "status " + answer.status());
        } else if (result instanceof Failure failure) {
            failed(failure.status(), failure.reason());
        }
    }

    private void waitFor(Presentation edition) {
        Duration period = edition.updatePeriod().orElse(Duration.ZERO);
        if (edition.updatePeriod().isPresent()) {
            state = State.WAITING;
            dueNanos = editionAtNanos + Math.max(MIN_UPDATE_NANOS, Nanos.of(period));
        } else {
            state = State.OVER;
        }
    }

    private void failed(int status, String reason) {
        Perseverance.Next next = perseverance.next(false, 0, false);
        boolean again = next == Perseverance.Next.SAME_AGAIN || !first;
        session.tell(new RequestFailed(
                session.at(),
                uri.toString(),
                status,
                reason,
                perseverance.attempts(),
                again ? "asks again" : "gives up"));
        if (again) {
            state = State.WAITING;
            boolean soon = next == Perseverance.Next.SAME_AGAIN;
            dueNanos = session.nowNanos()
                    + (soon
                            ? perseverance.backOffNanos()
                            : config.retries().maxBackOff().toNanos());
            session.turn();
        } else {
            state = State.OVER;
            session.end(false, "no manifest: " + reason);
        }
    }
}
