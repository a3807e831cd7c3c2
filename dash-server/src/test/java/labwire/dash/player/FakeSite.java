package labwire.dash.player;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import labwire.dash.player.http.VirtualWire;

/** A server of a function from paths to bytes, over one line of a given rate, that misbehaves when told to. */
final class FakeSite {
    private static final int PIECE_BYTES = 1_460;

    /** What goes wrong, to how many requests of a path. */
    private static final class Fault {
        private final String path;
        private final int status;
        private final int cutAfterBytes;
        private final boolean silent;
        private int times;

        Fault(String path, int times, int status, int cutAfterBytes, boolean silent) {
            this.path = path;
            this.times = times;
            this.status = status;
            this.cutAfterBytes = cutAfterBytes;
            this.silent = silent;
        }
    }

    private final VirtualWire wire;
    private final Function<String, Optional<byte[]>> content;
    private final List<Fault> faults = new ArrayList<>();
    /** The paths asked for, in order. */
    final List<String> requests = new ArrayList<>();

    private Optional<Supplier<Instant>> clock = Optional.empty();
    private Optional<String> slowPath = Optional.empty();
    private Duration slowBy = Duration.ZERO;
    private long bitsPerSecond;
    private long lineFreeNanos;

    FakeSite(VirtualWire wire, String host, Function<String, Optional<byte[]>> content) {
        this.wire = wire;
        this.content = content;
        wire.serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new Connection());
                    }
                })
                .bind(wire.local(host, 80));
    }

    /** Of the line that all connections share; 0 for no limit. */
    void rate(long bits) {
        bitsPerSecond = bits;
        lineFreeNanos = wire.nowNanos();
    }

    /** Puts a date into its responses. */
    void clock(Supplier<Instant> now) {
        clock = Optional.of(now);
    }

    /** Looks at requests of a path only after a while. */
    void slow(String path, Duration by) {
        slowPath = Optional.of(path);
        slowBy = by;
    }

    void status(String pathPattern, int times, int status) {
        faults.add(new Fault(pathPattern, times, status, -1, false));
    }

    /** Closes the connection within the body. */
    void truncate(String pathPattern, int times, int afterBytes) {
        faults.add(new Fault(pathPattern, times, 200, afterBytes, false));
    }

    /** Says nothing more, in the middle of the body. */
    void stall(String pathPattern, int times, int afterBytes) {
        faults.add(new Fault(pathPattern, times, 200, afterBytes, true));
    }

    private Optional<Fault> fault(String path) {
        for (Fault fault : faults) {
            if (fault.times > 0 && path.matches(fault.path)) {
                fault.times--;
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private final class Connection extends SimpleChannelInboundHandler<Object> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest request) {
                Duration after = slowPath.filter(request.uri().substring(1)::equals)
                        .map(path -> slowBy)
                        .orElse(Duration.ZERO);
                // Not from within the write that made the client ask: the in-memory channel would not flush.
                wire.loop().schedule(() -> answer(ctx, request), after.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void answer(ChannelHandlerContext ctx, HttpRequest request) {
            String path = request.uri().substring(1);
            requests.add(path);
            Optional<Fault> fault = fault(path);
            Optional<byte[]> found = content.apply(path);
            int status = fault.map(one -> one.status).orElse(200);
            byte[] body = status == 200 ? found.orElse(new byte[0]) : new byte[0];
            HttpResponse response = new DefaultHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(found.isEmpty() && status == 200 ? 404 : status));
            String range = request.headers().get(HttpHeaderNames.RANGE);
            if (range != null && response.status().code() == 200) {
                String[] ends = range.replace("bytes=", "").split("-");
                int from = Integer.parseInt(ends[0]);
                int to = Integer.parseInt(ends[1]) + 1;
                response.headers().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + body.length);
                body = Arrays.copyOfRange(body, from, to);
                response.setStatus(HttpResponseStatus.PARTIAL_CONTENT);
            }
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
            clock.ifPresent(now -> response.headers()
                    .set(
                            HttpHeaderNames.DATE,
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    now.get().atOffset(ZoneOffset.UTC))));
            ctx.writeAndFlush(response);
            send(ctx, request.method().equals(HttpMethod.HEAD) ? new byte[0] : body, 0, fault);
        }

        private void send(ChannelHandlerContext ctx, byte[] body, int from, Optional<Fault> fault) {
            int cut = fault.map(one -> one.cutAfterBytes).orElse(-1);
            if (!ctx.channel().isActive()) {
                return;
            }
            if (cut >= 0 && from >= cut) {
                if (!fault.get().silent) {
                    ctx.close();
                }
            } else if (from == body.length) {
                ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            } else {
                int count = Math.min(bitsPerSecond == 0 ? body.length : PIECE_BYTES, body.length - from);
                count = cut >= 0 ? Math.min(count, cut - from) : count;
                int to = from + count;
                Runnable piece = () -> {
                    ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(body, from, to - from)));
                    send(ctx, body, to, fault);
                };
                if (bitsPerSecond == 0) {
                    piece.run();
                } else {
                    long now = wire.nowNanos();
                    lineFreeNanos = Math.max(now, lineFreeNanos) + count * 8_000_000_000L / bitsPerSecond;
                    wire.loop().schedule(piece, lineFreeNanos - now, TimeUnit.NANOSECONDS);
                }
            }
        }
    }
}
