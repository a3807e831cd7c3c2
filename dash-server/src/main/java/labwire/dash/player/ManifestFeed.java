package labwire.dash.player;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import labwire.dash.manifest.MpdException;
import labwire.dash.manifest.MpdReader;
import labwire.dash.player.http.HttpLane;
import labwire.dash.player.http.HttpOrder;
import labwire.dash.player.http.HttpResult;
import labwire.dash.player.http.HttpResult.Answer;
import labwire.dash.player.http.HttpResult.Failure;
import labwire.dash.session.PlayerEvent.RequestFailed;

/** Fetches the manifest, and again while it is live. A refresh that fails is tried again; only the first must work. */
final class ManifestFeed {
    /** However short an edition is valid by its own word. */
    private static final long MIN_UPDATE_NANOS = 500_000_000;

    private static final int NOT_MODIFIED = 304;

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
    private Optional<Presentation> latest = Optional.empty();
    private String entityTag = "";
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
            HttpOrder order = HttpOrder.get(uri, MpdReader.MAX_BYTES);
            lane.ask(entityTag.isEmpty() ? order : order.unless(entityTag), this::fetched);
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
                latest = Optional.of(edition);
                entityTag = answer.header(HttpHeaderNames.ETAG);
                uri = edition.nextUri();
                valid(edition);
                session.edition(edition);
            } catch (MpdException e) {
                failed(answer.status(), String.valueOf(e.getMessage()));
            }
        } else if (result instanceof Answer answer && answer.status() == NOT_MODIFIED && latest.isPresent()) {
            valid(latest.get());
            session.turn();
        } else if (result instanceof Answer answer) {
            failed(answer.status(), "status " + answer.status());
        } else if (result instanceof Failure failure) {
            failed(failure.status(), failure.reason());
        }
    }

    /** This edition holds, from when it was asked for. */
    private void valid(Presentation edition) {
        perseverance = new Perseverance(config.retries(), config.random());
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
        boolean again = next == Perseverance.Next.SAME_AGAIN || latest.isPresent();
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
