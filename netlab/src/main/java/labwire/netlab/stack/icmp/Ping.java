package labwire.netlab.stack.icmp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.SourceRoute;

/** A series of echo requests to one destination. Lab thread only. */
public final class Ping {
    private final LabEventLoop loop;
    private final Pings pings;
    private final int identifier;
    private final IpAddress destination;
    private final PingSettings settings;
    private final PingListener listener;
    private final LabTimer timer;
    /** When each request that has no answer yet was sent, by its sequence number, oldest first. */
    private final Map<Integer, Long> outstanding = new LinkedHashMap<>();

    private int sent;
    private int replies;
    private long nextRequestNanos;
    private boolean ended;

    Ping(
            LabEventLoop loop,
            Pings pings,
            int identifier,
            IpAddress destination,
            PingSettings settings,
            PingListener listener) {
        this.loop = loop;
        this.pings = pings;
        this.identifier = identifier;
        this.destination = destination;
        this.settings = settings;
        this.listener = listener;
        timer = loop.newTimer(this::proceed);
        nextRequestNanos = loop.now();
        timer.arm(nextRequestNanos);
    }

    public IpAddress destination() {
        return destination;
    }

    public PingSettings settings() {
        return settings;
    }

    /** The identifier that its requests carry. */
    public int identifier() {
        return identifier;
    }

    /** Requests so far, those that could not be sent among them. */
    public int sent() {
        return sent;
    }

    public int replies() {
        return replies;
    }

    /** Ends it at once, without another call to the listener; idempotent. */
    public void stop() {
        if (!ended) {
            ended = true;
            timer.cancel();
            pings.ended(this);
        }
    }

    void options(int sequence, Bytes options) {
        if (outstanding.containsKey(sequence)) {
            listener.options(sequence, options);
        }
    }

    void replied(int sequence, IpAddress from, int timeToLive, int payloadBytes) {
        Long sentNanos = outstanding.remove(sequence);
        if (sentNanos == null) {
            return;
        }
        replies++;
        settled();
        listener.replied(sequence, from, timeToLive, payloadBytes, loop.now() - sentNanos);
    }

    void failed(int sequence, int type, int code, IpAddress reporter) {
        if (outstanding.remove(sequence) != null) {
            settled();
            listener.failed(sequence, type, code, reporter);
        }
    }

    private void settled() {
        if (settings.intervalNanos() == 0) {
            nextRequestNanos = loop.now();
        }
        arm();
    }

    private void proceed() {
        long now = loop.now();
        while (!ended && !outstanding.isEmpty()) {
            Map.Entry<Integer, Long> oldest = outstanding.entrySet().iterator().next();
            if (oldest.getValue() + settings.timeoutNanos() > now) {
                break;
            }
            outstanding.remove(oldest.getKey());
            if (settings.intervalNanos() == 0) {
                nextRequestNanos = now;
            }
            listener.timedOut(oldest.getKey());
        }
        if (!ended && sent < settings.count() && nextRequestNanos <= now) {
            request(now);
        }
        if (!ended && sent == settings.count() && outstanding.isEmpty()) {
            stop();
            listener.finished(this);
        }
        arm();
    }

    private void request(long now) {
        int sequence = ++sent;
        boolean oneByOne = settings.intervalNanos() == 0;
        nextRequestNanos = oneByOne ? Long.MAX_VALUE : now + settings.intervalNanos();
        IpAddress firstStop = SourceRoute.firstStop(settings.options(), destination);
        Optional<? extends IpAddress> source = pings.output().sourceFor(settings.source(), firstStop);
        if (source.isPresent()) {
            outstanding.put(sequence, now);
            pings.output().request(this, source.get(), sequence);
        } else {
            nextRequestNanos = oneByOne ? now : nextRequestNanos;
            listener.unsendable(sequence);
        }
    }

    private void arm() {
        if (ended) {
            return;
        }
        long deadline = sent < settings.count() ? nextRequestNanos : Long.MAX_VALUE;
        if (!outstanding.isEmpty()) {
            deadline = Math.min(deadline, outstanding.values().iterator().next() + settings.timeoutNanos());
        } else if (sent == settings.count()) {
            deadline = loop.now();
        }
        timer.arm(deadline);
    }
}
