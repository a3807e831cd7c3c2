package labwire.dash.player;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import labwire.dash.abr.Decision;
import labwire.dash.abr.DownloadProgress;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.manifest.ByteRange;
import labwire.dash.manifest.MpdException;
import labwire.dash.manifest.Resource;
import labwire.dash.manifest.SegmentAddress;
import labwire.dash.manifest.SegmentAddresses;
import labwire.dash.player.http.HttpCall;
import labwire.dash.player.http.HttpListener;
import labwire.dash.player.http.HttpOrder;
import labwire.dash.player.http.HttpResult;
import labwire.dash.player.http.HttpResult.Answer;
import labwire.dash.player.http.HttpResult.Failure;
import labwire.dash.session.PlayerEvent.Flaw;
import labwire.dash.session.PlayerEvent.RequestFailed;
import labwire.dash.session.PlayerEvent.RungChosen;
import labwire.dash.session.PlayerEvent.SegmentAbandoned;
import org.jspecify.annotations.Nullable;

/**
 * The fetching of one segment, from the choice of its rung to its arrival or to giving it up: with the rung's index and
 * initialization if they are not there yet, and over failures, other servers, lower rungs and abandonment.
 */
final class SegmentFetch implements HttpListener {
    /** The rule is asked about a download no more often. */
    private static final long PROGRESS_NANOS = 20_000_000;

    private static final long MIN_EDGE_WAIT_NANOS = 200_000_000;
    private static final long MAX_EDGE_WAIT_NANOS = 2_000_000_000;
    private static final int MAX_EDGE_WAIT_DOUBLINGS = 4;
    /** How long after its time a live segment is waited for, in segment durations, once others have come in time. */
    private static final int EDGE_PATIENCE_SEGMENTS = 2;

    private static final int MAX_INDEX_BYTES = 4 << 20;
    private static final int MAX_INITIALIZATION_BYTES = 1 << 20;

    private enum State {
        /** → INITIALIZATION, MEDIA; from here and the next two → BACKING_OFF, OVER. */
        INDEX,
        /** → MEDIA. */
        INITIALIZATION,
        MEDIA,
        /** → INDEX, INITIALIZATION or MEDIA, whichever is still missing. */
        BACKING_OFF,
        OVER
    }

    private final MediumStream medium;
    private final PlayerSession session;
    private final AdaptiveStream stream;
    private final Perseverance perseverance;
    private Decision decision;
    private State state = State.BACKING_OFF;
    private Optional<SegmentAddress> segment = Optional.empty();
    private @Nullable HttpCall call;
    private Resource asked;
    private int server;
    private long dueNanos;
    private long askedNanos;
    private long firstPieceNanos;
    private long lastProgressNanos;
    private int pieces;
    private int edgeWaits;

    SegmentFetch(MediumStream medium, PlayerSession session, AdaptiveStream stream, Decision decision) {
        this.medium = medium;
        this.session = session;
        this.stream = stream;
        this.decision = decision;
        this.perseverance =
                new Perseverance(session.config().retries(), session.config().random());
        this.asked = new Resource(session.config().manifest(), Optional.empty());
    }

    /** When it is to be looked at again. */
    long deadlineNanos() {
        return state == State.BACKING_OFF ? dueNanos : Long.MAX_VALUE;
    }

    /** Goes on after a back-off, and begins. */
    void turn(long nowNanos) {
        if (state == State.BACKING_OFF && nowNanos >= dueNanos) {
            step();
        }
    }

    /** Whether it waits before asking again. */
    boolean isBackingOff() {
        return state == State.BACKING_OFF;
    }

    void abort() {
        state = State.OVER;
        if (call != null) {
            call.abort();
            call = null;
        }
    }

    private Rung rung() {
        return stream.rung(decision.rung());
    }

    /** Asks for what is missing first. */
    private void step() {
        SegmentAddresses addresses = rung().addresses(server);
        if (rung().needsIndex()) {
            ask(State.INDEX, addresses.index().orElseThrow(), MAX_INDEX_BYTES);
        } else if (segment.isEmpty() && !locate()) {
            state = State.OVER;
            medium.nothingThere(decision.rung());
        } else if (addresses.initialization().isPresent() && !medium.knows(initialization())) {
            ask(State.INITIALIZATION, initialization(), MAX_INITIALIZATION_BYTES);
        } else {
            Resource resource = addresses.at(number()).resource();
            ask(State.MEDIA, resource, session.config().maxSegmentBytes());
        }
    }

    private Resource initialization() {
        return rung().addresses(server).initialization().orElseThrow();
    }

    private long number() {
        return segment.orElseThrow().number();
    }

    /** Finds the segment on this rung, and tells of the choice. */
    private boolean locate() {
        segment = stream.segmentAt(decision.rung(), medium.nextNanos());
        segment.ifPresent(address -> session.tell(new RungChosen(
                session.at(),
                medium.medium(),
                address.number(),
                decision.rung(),
                rung().bitsPerSecond(),
                medium.level(),
                medium.throughput(),
                decision.reason())));
        return segment.isPresent();
    }

    private void ask(State what, Resource resource, int maxBytes) {
        state = what;
        asked = resource;
        askedNanos = session.nowNanos();
        lastProgressNanos = askedNanos;
        pieces = 0;
        call = medium.lane().ask(HttpOrder.get(resource.uri(), resource.range(), maxBytes), this);
    }

    @Override
    public void progress(long receivedBytes, long totalBytes) {
        long now = session.nowNanos();
        if (pieces++ == 0) {
            firstPieceNanos = now;
        }
        if (state != State.MEDIA || decision.rung() == 0 || now - lastProgressNanos < PROGRESS_NANOS) {
            return;
        }
        lastProgressNanos = now;
        double nominal = rung().bits(segment.orElseThrow());
        DownloadProgress progress = new DownloadProgress(
                decision.rung(),
                Nanos.seconds(now - askedNanos),
                Nanos.seconds(firstPieceNanos - askedNanos),
                receivedBytes * 8.0,
                totalBytes > 0 ? totalBytes * 8.0 : nominal,
                pieces,
                medium.abrState(stream, now));
        Optional<Decision> lower = medium.rule().abandon(progress);
        if (lower.isPresent() && lower.get().rung() < decision.rung()) {
            abandon(receivedBytes, lower.get());
        }
    }

    private void abandon(long receivedBytes, Decision lower) {
        if (call != null) {
            call.abort();
        }
        session.tell(new SegmentAbandoned(
                session.at(), medium.medium(), number(), decision.rung(), receivedBytes, lower.rung(), lower.reason()));
        change(new Decision(stream.clamp(lower.rung()), lower.reason()));
        step();
    }

    private void change(Decision other) {
        decision = other;
        segment = Optional.empty();
        server = 0;
    }

    @Override
    public void ended(HttpResult result) {
        call = null;
        if (result instanceof Failure failure) {
            failed(failure.status(), failure.kind() + ": " + failure.reason(), false);
        } else if (result instanceof Answer answer) {
            answered(answer);
        }
        session.turn();
    }

    private void answered(Answer answer) {
        if (!answer.isSuccess()) {
            boolean gone = answer.status() == 404 || answer.status() == 410;
            boolean early = answer.status() == 404 || answer.status() == 425;
            if (early && state == State.MEDIA && isAtLiveEdge(answer.status() == 425)) {
                waitForEdge(answer.status());
            } else {
                failed(answer.status(), "status " + answer.status(), gone);
            }
            return;
        }
        Optional<String> wrongPart = asked.range().flatMap(range -> wrongPart(range, answer));
        if (wrongPart.isPresent()) {
            failed(answer.status(), wrongPart.get(), true);
            return;
        }
        try {
            take(answer);
        } catch (Mp4Exception | MpdException e) {
            String what = state == State.MEDIA ? "" : state == State.INDEX ? "index: " : "initialization: ";
            session.tell(new Flaw(
                    session.at(),
                    medium.medium(),
                    segment.map(SegmentAddress::number).orElse(0L),
                    what + e.getMessage()));
            failed(answer.status(), String.valueOf(e.getMessage()), true);
        }
    }

    private void take(Answer answer) throws Mp4Exception, MpdException {
        switch (state) {
            case INDEX -> {
                rung().readIndex(asked, answer.body());
                step();
            }
            case INITIALIZATION -> {
                medium.readInitialization(stream, decision.rung(), number(), asked, answer.body());
                step();
            }
            case MEDIA -> {
                if (edgeWaits > 0) {
                    session.clock().wasFast(rung().addresses(server).availableFrom(number()));
                }
                medium.arrived(stream, decision.rung(), rung().addresses(server), segment.orElseThrow(), answer);
                state = State.OVER;
            }
            case BACKING_OFF, OVER -> throw new IllegalStateException("fetch: an answer while " + state);
        }
    }

    /** A server that answers with another part than was asked for would have its bytes taken for something else. */
    private static Optional<String> wrongPart(ByteRange range, Answer answer) {
        String found = answer.header("content-range");
        if (answer.status() != 206) {
            return Optional.of("status " + answer.status() + " to a range (expected: 206)");
        }
        OptionalLong last = range.last();
        String expected = "bytes " + range.first() + "-" + (last.isPresent() ? last.getAsLong() + "/" : "");
        return found.startsWith(expected)
                ? Optional.empty()
                : Optional.of("Content-Range: " + found + " (expected: " + expected + "…)");
    }

    /**
     * Whether a segment that is not there may be just about to come. Until one has come when the clock said so, the clock
     * may be fast by as much as the distance kept from the edge; the same if the server says in so many words that it is
     * too early.
     */
    private boolean isAtLiveEdge(boolean saidSo) {
        Presentation live = session.presentation();
        if (!live.isLive() || segment.isEmpty()) {
            return false;
        }
        Instant available = rung().addresses(server).availableFrom(number());
        Duration patience = segment.get().duration().multipliedBy(EDGE_PATIENCE_SEGMENTS);
        if (saidSo || !medium.hasArrived()) {
            patience = patience.plus(live.delay());
        }
        return session.clock().now().isBefore(available.plus(patience));
    }

    private void waitForEdge(int status) {
        long half = Nanos.of(segment.orElseThrow().duration()) / 2;
        long most = Math.max(MIN_EDGE_WAIT_NANOS, Math.min(MAX_EDGE_WAIT_NANOS, half));
        // Short at first: how long it waits in vain is how much too far the clock is set back.
        long wait = Math.min(most, MIN_EDGE_WAIT_NANOS << Math.min(edgeWaits, MAX_EDGE_WAIT_DOUBLINGS));
        edgeWaits++;
        report(status, "status " + status, "waits " + wait / 1_000_000 + " ms for the live edge");
        session.clock().synchroniseAgain(session.presentation());
        backOff(wait);
    }

    private void failed(int status, String reason, boolean hopeless) {
        boolean lower = decision.rung() > 0;
        switch (perseverance.next(hopeless, rung().servers() - 1, lower)) {
            case SAME_AGAIN -> {
                long wait = perseverance.backOffNanos();
                report(status, reason, "asks again after " + wait / 1_000_000 + " ms");
                backOff(wait);
            }
            case OTHER_SERVER -> {
                server = (server + 1) % rung().servers();
                report(status, reason, "asks another server");
                step();
            }
            case LOWER_RUNG -> {
                report(status, reason, "takes a lower rung");
                change(new Decision(decision.rung() - 1, "rung " + decision.rung() + " could not be had: " + reason));
                step();
            }
            case SKIP -> {
                report(status, reason, "skips the segment");
                state = State.OVER;
                medium.skip(stream, segment, reason);
            }
        }
    }

    private void backOff(long nanos) {
        state = State.BACKING_OFF;
        dueNanos = session.nowNanos() + nanos;
    }

    private void report(int status, String reason, String next) {
        URI uri = asked.uri();
        session.tell(new RequestFailed(
                session.at(), uri.toString(), status, reason, perseverance.attempts() + edgeWaits, next));
    }
}
