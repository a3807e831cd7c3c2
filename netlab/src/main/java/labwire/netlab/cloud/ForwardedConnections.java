package labwire.netlab.cloud;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The live connections between the workstation and the lab that came one way: limited, counted, closed together. */
final class ForwardedConnections {
    /** A live connection, by its outer side. */
    private record Connection(Channel channel, ForwardLeg leg) {}

    private final EventLoop lab;
    private final int max;
    /** By running number. */
    private final ConcurrentSkipListMap<Long, Connection> live = new ConcurrentSkipListMap<>();

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong overLimit = new AtomicLong();
    private volatile boolean closing;

    /**
     * @param lab the loop of the inner sides
     * @param max connections at once
     */
    ForwardedConnections(EventLoop lab, int max) {
        this.lab = lab;
        this.max = max;
    }

    /**
     * Takes a connection in, on its channel's loop, until the channel closes.
     *
     * @param outer the real socket
     * @return its outer leg, to be added to the channel's pipeline; empty if there are as many as may be, or if they
     *     are being closed
     */
    Optional<ForwardLeg> admit(Channel outer) {
        if (closing) {
            return Optional.empty();
        }
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            overLimit.incrementAndGet();
            return Optional.empty();
        }
        long number = accepted.incrementAndGet();
        ForwardLeg leg = ForwardLeg.pair(outer.eventLoop(), lab);
        live.put(number, new Connection(outer, leg));
        outer.closeFuture().addListener(closed -> {
            live.remove(number);
            open.decrementAndGet();
        });
        if (closing) {
            close(leg);
        }
        return Optional.of(leg);
    }

    /**
     * Closes every connection in order: what has been handed over is still sent. Nothing is admitted any more.
     *
     * @param stopped set when all real sockets are closed
     */
    void close(Promise<Void> stopped) {
        closing = true;
        List<Connection> left = List.copyOf(live.values());
        AtomicInteger count = new AtomicInteger(left.size());
        if (left.isEmpty()) {
            stopped.setSuccess(null);
        }
        for (Connection connection : left) {
            connection.channel().closeFuture().addListener((Future<? super Void> done) -> {
                if (count.decrementAndGet() == 0) {
                    stopped.setSuccess(null);
                }
            });
            close(connection.leg());
        }
    }

    private static void close(ForwardLeg leg) {
        leg.close();
        leg.peer().close();
    }

    long accepted() {
        return accepted.get();
    }

    int open() {
        return open.get();
    }

    long overLimit() {
        return overLimit.get();
    }
}
