package labwire.gateway.cli;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import labwire.gateway.lab.ExecRun;
import labwire.netlab.device.Host;
import labwire.netlab.topology.Lab;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import org.jspecify.annotations.Nullable;

/** The lab's side: a host's channels, as an application has them. */
final class LabEnd implements StreamEnd {
    private static final long SEED = 2;

    private final Lab lab;
    private final Host host;
    private final Queue<Play> awaited = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Channel held;

    LabEnd(Lab lab, Host host) throws InterruptedException {
        this.lab = lab;
        this.host = host;
        host.serverBootstrap()
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        Play next = awaited.poll();
                        if (next == null) {
                            channel.close();
                        } else {
                            channel.pipeline().addLast(next);
                        }
                    }
                })
                .bind(new InetSocketAddress(any(), PORT))
                .sync();
    }

    private static InetAddress any() {
        return Ipv6Address.parse("::").toInetAddress("any");
    }

    static byte[] octets(int bytes) {
        return StreamEnd.octets(SEED, bytes);
    }

    @Override
    public CompletableFuture<String> accept(Role role, int bytes) {
        Play play = new Play(role, octets(bytes));
        awaited.add(play);
        return play.result;
    }

    @Override
    public CompletableFuture<String> connect(String address, Role role, int bytes) {
        Play play = new Play(role, octets(bytes));
        InetAddress to = address.indexOf(':') < 0
                ? Ipv4Address.parse(address).toInetAddress(address)
                : Ipv6Address.parse(address).toInetAddress(address);
        host.bootstrap()
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(play)
                .connect(new InetSocketAddress(to, PORT))
                .addListener((ChannelFuture tried) -> {
                    if (!tried.isSuccess()) {
                        play.result.complete(String.valueOf(tried.cause()));
                    }
                });
        return play.result;
    }

    @Override
    public void release() {
        Channel waiting = held;
        if (waiting != null) {
            waiting.config().setAutoRead(true);
        }
    }

    @Override
    public SocketWords socket() {
        boolean established = false;
        for (String line : exec("ss -tin").split("\n", -1)) {
            if (established) {
                return SocketWords.parse(line);
            }
            established = line.startsWith("ESTAB");
        }
        return SocketWords.parse("");
    }

    /** What a command prints on the host's console. */
    private String exec(String line) {
        CompletableFuture<String> printed = new CompletableFuture<>();
        lab.loop()
                .execute(() -> ExecRun.start(
                        lab.loop(), lab.console(host), line, result -> printed.complete(result.output())));
        try {
            return printed.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Play extends SimpleChannelInboundHandler<ByteBuf> {
        private final CompletableFuture<String> result = new CompletableFuture<>();
        private final MessageDigest heard = StreamEnd.sha256();
        private final Role role;
        private final byte[] octets;
        private long heardBytes;

        Play(Role role, byte[] octets) {
            this.role = role;
            this.octets = octets;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            if (role == Role.HOLD) {
                held = context.channel();
                context.channel().config().setAutoRead(false);
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            switch (role) {
                case FIRST -> send(context).addListener(sent -> ((DuplexChannel) context.channel()).shutdownOutput());
                case STREAM -> fill(context);
                case LAST, ABORT, HOLD -> {}
            }
        }

        private ChannelFuture send(ChannelHandlerContext context) {
            return context.writeAndFlush(Unpooled.wrappedBuffer(octets));
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (role == Role.STREAM) {
                fill(context);
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the void promise
        private void fill(ChannelHandlerContext context) {
            while (context.channel().isActive() && context.channel().isWritable()) {
                context.writeAndFlush(Unpooled.wrappedBuffer(octets), context.voidPromise());
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf piece) {
            heardBytes += piece.readableBytes();
            heard.update(piece.nioBuffer());
            if (role == Role.ABORT && heardBytes >= READ_BEFORE_ABORT) {
                context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                result.complete("aborted");
                context.close();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event != ChannelInputShutdownEvent.INSTANCE) {
                return;
            }
            switch (role) {
                case FIRST, HOLD -> context.close();
                case LAST -> send(context).addListener(ChannelFutureListener.CLOSE);
                case STREAM, ABORT -> {}
            }
            result.complete(StreamEnd.hex(heard));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            result.complete(String.valueOf(cause.getMessage()));
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            result.complete("closed");
        }
    }
}
