package labwire.smtp.protocol;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the <a href="https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt">PROXY protocol</a>'s header, version 1
 * or 2, off a connection from a named peer, before anything else. A header that is malformed or late ends the connection
 * without a word, since nobody knows whom that word would reach.
 *
 * <pre>
 *   HAProxyMessageDecoder → ProxyHeader → (once the header is here) whatever serves the connection
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // A close cannot fail.
final class ProxyHeader extends ChannelInboundHandlerAdapter implements SessionRegister.Member {

    /** Of what may follow the addresses in version 2; the addresses themselves are bounded by their kind. */
    private static final int MAX_TLV_OCTETS = 4 * 1024;

    private final Duration timeout;
    private final BiConsumer<ChannelHandlerContext, String> serve;
    private final SessionRegister register;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> late;
    private long number;

    /** @param serve puts what serves the connection into the pipeline, given the client's address */
    ProxyHeader(Duration timeout, BiConsumer<ChannelHandlerContext, String> serve, SessionRegister register) {
        this.timeout = timeout;
        this.serve = serve;
        this.register = register;
    }

    static HAProxyMessageDecoder decoder() {
        return new HAProxyMessageDecoder(MAX_TLV_OCTETS);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        SessionRegister.Entry entry = register.enter(this);
        number = entry.number();
        if (entry.refused().isPresent()) {
            ctx.close();
            return;
        }
        late = ctx.executor().schedule(() -> ctx.close(), timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HAProxyMessage header)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            leave();
            serve.accept(ctx, clientAddress(ctx, header));
            ctx.fireChannelActive();
            ctx.pipeline().remove(this);
        } finally {
            header.release();
        }
    }

    /** A LOCAL header, such as a health check's, and one without an address speak for the peer itself. */
    private static String clientAddress(ChannelHandlerContext ctx, HAProxyMessage header) {
        String source = header.sourceAddress();
        AddressFamily family = header.proxiedProtocol().addressFamily();
        boolean told = header.command() == HAProxyCommand.PROXY
                && source != null
                && (family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6);
        return told ? source : AddressText.of(ctx.channel().remoteAddress());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leave();
        ctx.fireChannelInactive();
    }

    private void leave() {
        if (late != null) {
            late.cancel(false);
            late = null;
        }
        register.leave(number);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    public void shutDown() {
        if (context != null) {
            context.close();
        }
    }
}
