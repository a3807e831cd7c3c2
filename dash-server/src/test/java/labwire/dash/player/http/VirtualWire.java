package labwire.dash.player.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A loop in virtual time, and bootstraps on Netty's in-memory transport, where bytes take no time. */
public final class VirtualWire implements InstantSource {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MAX_TURNS_AT_ONE_INSTANT = 100_000;
    /** In-memory addresses are the whole process's. */
    private static final AtomicInteger WIRES = new AtomicInteger();

    private static final class Loop extends ManualIoEventLoop {
        Loop(Ticker ticker) {
            super(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);
        }

        long nextDeadline() {
            return nextScheduledTaskDeadlineNanos();
        }
    }

    /** HOST:PORT is the in-memory address of that name. */
    private final class Names extends AddressResolverGroup<SocketAddress> {
        @Override
        protected AddressResolver<SocketAddress> newResolver(EventExecutor executor) {
            return new AbstractAddressResolver<>(executor, SocketAddress.class) {
                @Override
                protected boolean doIsResolved(SocketAddress address) {
                    return address instanceof LocalAddress;
                }

                @Override
                protected void doResolve(SocketAddress address, Promise<SocketAddress> promise) {
                    InetSocketAddress unresolved = (InetSocketAddress) address;
                    promise.setSuccess(local(unresolved.getHostString(), unresolved.getPort()));
                }

                @Override
                protected void doResolveAll(SocketAddress address, Promise<List<SocketAddress>> promise) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }

    private final MockTicker ticker = Ticker.newMockTicker();
    private final Loop loop = new Loop(ticker);
    private final Names names = new Names();
    private final int number = WIRES.incrementAndGet();

    /** Where a server of this wire is to listen. */
    public LocalAddress local(String host, int port) {
        return new LocalAddress("wire " + number + " " + host + ":" + port);
    }

    public ManualIoEventLoop loop() {
        return loop;
    }

    public Bootstrap bootstrap() {
        return new Bootstrap().group(loop).channel(LocalChannel.class).resolver(names);
    }

    public ServerBootstrap serverBootstrap() {
        return new ServerBootstrap().group(loop).channel(LocalServerChannel.class);
    }

    public long nowNanos() {
        return ticker.nanoTime();
    }

    @Override
    public Instant instant() {
        return EPOCH.plusNanos(ticker.nanoTime());
    }

    /** Runs until the condition holds; false if it does not within that much virtual time. */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long end = ticker.nanoTime() + limit.toNanos();
        int turns = 0;
        while (!condition.getAsBoolean()) {
            if (++turns > MAX_TURNS_AT_ONE_INSTANT) {
                throw new AssertionError("an instant that does not end, at " + ticker.nanoTime() + " ns");
            }
            if (loop.runNow() == 0) {
                turns = 0;
                long next = loop.nextDeadline();
                if (next < 0 || next > end) {
                    ticker.advance(end - ticker.nanoTime(), TimeUnit.NANOSECONDS);
                    return condition.getAsBoolean();
                }
                ticker.advance(Math.max(0, next - ticker.nanoTime()), TimeUnit.NANOSECONDS);
            }
        }
        return true;
    }

    public void runFor(Duration duration) {
        runUntil(() -> false, duration);
    }
}
