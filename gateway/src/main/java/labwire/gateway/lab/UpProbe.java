package labwire.gateway.lab;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.time.LabEventLoop;

/**
 * Finds out whether a server in the lab can be reached from the cloud: connects, again and again, until it has greeted.
 */
final class UpProbe {
    /** Spanning tree and ARP need some instants after start. */
    private static final Duration FIRST = Duration.ofMillis(20);

    private static final Duration AGAIN = Duration.ofMillis(20);
    /** Of the first try, doubled by each: on a lab that is just coming up, its segment is easily lost. */
    private static final int FIRST_TIMEOUT_MILLIS = 50;

    private static final int MAX_TIMEOUT_MILLIS = 1_000;

    private final LabNetwork from;
    private final String host;
    private final int port;
    private final Promise<Void> reached;
    private int triesLeft;
    private int timeoutMillis = FIRST_TIMEOUT_MILLIS;

    private UpProbe(LabNetwork from, String host, int port, int tries) {
        this.from = from;
        this.host = host;
        this.port = port;
        this.triesLeft = tries;
        this.reached = from.loop().newPromise();
    }

    /** Done when the server has greeted; failed, with the last reason, after so many tries. */
    static Future<Void> start(LabNetwork from, String host, int port, int tries) {
        UpProbe probe = new UpProbe(from, host, port, tries);
        LabEventLoop loop = from.loop();
        loop.execute(() -> loop.newTimer(probe::tryOnce).arm(loop.now() + FIRST.toNanos()));
        return probe.reached;
    }

    private void tryOnce() {
        triesLeft--;
        var unused = from.bootstrap()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
                .handler(new Greeting())
                .connect(host, port)
                .addListener((ChannelFutureListener) connecting -> {
                    if (!connecting.isSuccess()) {
                        failed(connecting.cause());
                    }
                });
    }

    private void failed(Throwable reason) {
        if (triesLeft == 0) {
            reached.tryFailure(reason);
        } else if (!reached.isDone()) {
            timeoutMillis = Math.min(2 * timeoutMillis, MAX_TIMEOUT_MILLIS);
            from.loop().newTimer(this::tryOnce).arm(from.loop().now() + AGAIN.toNanos());
        }
    }

    private final class Greeting extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf greeting) {
            reached.trySuccess(null);
            var unused = context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
            failed(cause);
        }
    }
}
