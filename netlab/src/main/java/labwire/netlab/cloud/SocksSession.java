package labwire.netlab.cloud;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.cloud.SocksNegotiation.Refusal;
import labwire.netlab.cloud.SocksNegotiation.Step;
import labwire.netlab.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A SOCKS5 client until it is connected: ahead of its leg in the pipeline, and out of it once the two legs are joined; or
 * for as long as it has a relay of datagrams.
 * On the channel's loop.
 *
 * <p>It reads only while it waits for the client, so what it holds is one message that is not whole, and what came with
 * the request's end; the leg gets that first.
 */
final class SocksSession extends ChannelInboundHandlerAdapter {
    /** Who has not said by then where to go is closed. */
    private static final int NEGOTIATION_SECONDS = 10;

    private enum State {
        /** Reads what the client says. To CONNECTING, ASSOCIATED or OVER. */
        NEGOTIATING,
        /** The lab is being asked. To OVER. */
        CONNECTING,
        /** The client has a relay of datagrams, for as long as its connection stands. To OVER. */
        ASSOCIATED,
        /** Last: joined, or closed. */
        OVER
    }

    /** What becomes of sessions that fail; for counters. */
    interface Observer {
        void refused(Refusal reason);

        void late();

        void notConnected();
    }

    private final SocksNegotiation negotiation;
    private final LabSide inside;
    private final SocksAssociations associations;
    private final ForwardLeg leg;
    private final Observer observer;
    private final ByteBuf unread = Unpooled.buffer(SocksNegotiation.MAX_MESSAGE_BYTES);
    private State state = State.NEGOTIATING;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable SocksAssociation association;

    SocksSession(
            SocksNegotiation negotiation,
            LabSide inside,
            SocksAssociations associations,
            ForwardLeg leg,
            Observer observer) {
        this.negotiation = negotiation;
        this.inside = inside;
        this.associations = associations;
        this.leg = leg;
        this.observer = observer;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> tooLate(context), NEGOTIATION_SECONDS, TimeUnit.SECONDS);
        context.read();
        context.fireChannelActive();
    }

    private void tooLate(ChannelHandlerContext context) {
        if (state == State.NEGOTIATING) {
            observer.late();
            close(context, Bytes.EMPTY);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (state == State.NEGOTIATING || state == State.CONNECTING) {
                unread.writeBytes(bytes);
            }
        } finally {
            bytes.release();
        }
        while (state == State.NEGOTIATING) {
            Step step = negotiation.take(unread);
            if (step instanceof Step.Answer answer) {
                write(context, answer.bytes());
            } else if (step instanceof Step.Connect connect) {
                connect(context, connect.destination());
            } else if (step instanceof Step.Associate associate) {
                associate(context, associate.clientPort());
            } else if (step instanceof Step.Refuse refuse) {
                observer.refused(refuse.reason());
                close(context, refuse.bytes());
            } else {
                return;
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (state == State.NEGOTIATING) {
            unread.discardReadBytes();
            context.read();
        } else if (state == State.ASSOCIATED) {
            // Nothing is expected but the end.
            context.read();
        }
    }

    private void connect(ChannelHandlerContext context, InetSocketAddress destination) {
        state = State.CONNECTING;
        cancelDeadline();
        ForwardLeg inner = leg.peer();
        inside.network().loop().execute(() -> {
            if (!inner.isClosed()) {
                inside.connect(inner, destination)
                        .addListener((ChannelFuture connected) ->
                                context.executor().execute(() -> connected(context, connected)));
            }
        });
    }

    private void associate(ChannelHandlerContext context, int clientPort) {
        cancelDeadline();
        Optional<SocksAssociation> admitted = associations.admit(context.channel(), clientPort);
        if (admitted.isEmpty()) {
            observer.notConnected();
            close(context, SocksReply.GENERAL_FAILURE.encode());
            return;
        }
        state = State.ASSOCIATED;
        association = admitted.get();
        association.open().addListener((Future<InetSocketAddress> opened) -> {
            if (opened.isSuccess()) {
                write(context, SocksReply.SUCCEEDED.encode(opened.getNow()));
            } else {
                observer.notConnected();
                close(context, SocksReply.toFailure(opened.cause()).encode());
            }
        });
    }

    /** The lab has answered. */
    private void connected(ChannelHandlerContext context, ChannelFuture answer) {
        if (state != State.CONNECTING) {
            return;
        }
        Throwable failure = answer.cause();
        if (failure != null) {
            observer.notConnected();
            close(context, SocksReply.toFailure(failure).encode());
            return;
        }
        state = State.OVER;
        Channel inner = answer.channel();
        write(context, SocksReply.SUCCEEDED.encode((InetSocketAddress) inner.localAddress()));
        leg.peer().start();
        leg.start();
        if (unread.isReadable()) {
            // Handed on, and released by who writes it.
            context.fireChannelRead(unread);
        } else {
            unread.release();
        }
        context.pipeline().remove(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent && state == State.ASSOCIATED) {
            close(context, Bytes.EMPTY);
        } else if (event instanceof ChannelInputShutdownEvent && state == State.NEGOTIATING) {
            observer.refused(Refusal.MALFORMED);
            close(context, Bytes.EMPTY);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over();
        context.fireChannelInactive();
    }

    private void close(ChannelHandlerContext context, Bytes reply) {
        over();
        write(context, reply).addListener(done -> leg.close());
    }

    /** What cannot be written is the leg's to hear of. */
    private static ChannelFuture write(ChannelHandlerContext context, Bytes bytes) {
        return context.writeAndFlush(Unpooled.wrappedBuffer(bytes.toByteArray()))
                .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** The leg is told by its own events. */
    private void over() {
        if (state != State.OVER) {
            state = State.OVER;
            cancelDeadline();
            unread.release();
            if (association != null) {
                association.close();
            }
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
