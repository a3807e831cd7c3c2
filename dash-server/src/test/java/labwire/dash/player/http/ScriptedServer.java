package labwire.dash.player.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Answers each request head with the bytes that a test has written down for its path. */
final class ScriptedServer {
    /** After a while, some bytes; or, without bytes, a close. */
    record Step(Duration after, String bytes) {}

    private final VirtualWire wire;
    private final Map<String, List<Step>> scripts = new LinkedHashMap<>();
    /** The heads of the requests, in the order of arrival. */
    final List<String> requests = new ArrayList<>();
    /** Connections accepted so far. */
    int connections;
    /** Connections open now. */
    int open;

    ScriptedServer(VirtualWire wire, String host, int port) {
        this.wire = wire;
        wire.serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Connection());
                    }
                })
                .bind(wire.local(host, port));
        wire.runFor(Duration.ZERO);
    }

    static Step now(String bytes) {
        return new Step(Duration.ZERO, bytes);
    }

    static Step after(long millis, String bytes) {
        return new Step(Duration.ofMillis(millis), bytes);
    }

    static Step close() {
        return now("");
    }

    ScriptedServer on(String path, Step... steps) {
        scripts.put(path, List.of(steps));
        return this;
    }

    private final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
        private String head = "";

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            connections++;
            open++;
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            open--;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            head += bytes.toString(StandardCharsets.US_ASCII);
            int end = head.indexOf("\r\n\r\n");
            if (end >= 0) {
                String request = head.substring(0, end);
                head = head.substring(end + 4);
                requests.add(request);
                play(ctx, scripts.getOrDefault(request.split(" ")[1], List.of()), 0);
            }
        }

        private void play(ChannelHandlerContext ctx, List<Step> steps, int from) {
            if (from < steps.size()) {
                Step step = steps.get(from);
                Runnable action = () -> {
                    if (step.bytes().isEmpty()) {
                        ctx.close();
                    } else {
                        ctx.writeAndFlush(Unpooled.copiedBuffer(step.bytes(), StandardCharsets.ISO_8859_1));
                    }
                    play(ctx, steps, from + 1);
                };
                if (step.after().isZero()) {
                    action.run();
                } else {
                    wire.loop().schedule(action, step.after().toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        }
    }
}
