package labwire.smtp.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A mail server that does what mail servers should, except where it is told what to say instead. */
final class FakeMailServer implements AutoCloseable {

    /** Instead of a reply: says nothing, or closes the connection. */
    static final String SILENCE = "(silence)";

    static final String HANG_UP = "(hang up)";
    /** What is asked when a connection is accepted, and when a message has ended. */
    static final String GREETING = "(greeting)";

    static final String END = "(end)";

    private final Channel listening;
    private final UnaryOperator<String> script;
    private final String offer;

    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    /**
     * @param offer extensions, separated by spaces
     * @param script what to say to a line; empty for what is usual
     */
    FakeMailServer(EventLoopGroup loops, String offer, UnaryOperator<String> script) throws Exception {
        this.offer = offer;
        this.script = script;
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new LineBasedFrameDecoder(1 << 20))
                                .addLast(new StringDecoder(StandardCharsets.UTF_8))
                                .addLast(new Session());
                    }
                })
                .bind(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0)
                .sync()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
    }

    private final class Session extends SimpleChannelInboundHandler<String> {

        private final StringBuilder text = new StringBuilder();
        private boolean inText;
        private int chunkLeft;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            connections.incrementAndGet();
            say(ctx, GREETING, "220 fake.lab ready");
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, String line) {
            if (inText && line.equals(".")) {
                inText = false;
                end(ctx);
            } else if (chunkLeft > 0) {
                chunkLeft -= line.length() + 2;
                text.append(line).append("\r\n");
                if (chunkLeft <= 0) {
                    end(ctx);
                }
            } else if (inText) {
                text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            } else {
                commands.add(line);
                command(ctx, line);
            }
        }

        private void end(ChannelHandlerContext ctx) {
            messages.add(text.toString()); // Before the reply, so that whoever sees that sees this.
            if (!say(ctx, END, "250 2.0.0 taken")) {
                messages.remove(text.toString());
            }
            text.setLength(0);
        }

        private void command(ChannelHandlerContext ctx, String line) {
            String verb = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> {
                    StringBuilder reply = new StringBuilder();
                    for (String keyword : offer.split(" ")) {
                        reply.append("250-").append(keyword.replace('_', ' ')).append("\r\n");
                    }
                    say(ctx, line, "250-fake.lab\r\n" + (offer.isEmpty() ? "" : reply) + "250 HELP");
                }
                case "BDAT" -> chunkLeft = Integer.parseInt(line.split(" ")[1]);
                case "DATA" -> inText = say(ctx, line, "354 go on");
                case "QUIT" -> {
                    say(ctx, line, "221 bye");
                    ctx.close();
                }
                default -> say(ctx, line, "250 2.0.0 ok");
            }
        }

        /** @return whether that was positive */
        private boolean say(ChannelHandlerContext ctx, String line, String usual) {
            String told = script.apply(line);
            String reply = told.isEmpty() ? usual : told;
            if (reply.equals(HANG_UP)) {
                ctx.close();
            } else if (!reply.equals(SILENCE)) {
                ctx.writeAndFlush(ByteBufUtil.writeUtf8(ctx.alloc(), reply + "\r\n"));
            }
            return reply.startsWith("2") || reply.startsWith("3");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
