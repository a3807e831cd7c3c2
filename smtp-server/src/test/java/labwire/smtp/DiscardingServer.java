package labwire.smtp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.protocol.ProxyPeers;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.protocol.SmtpServerInitializer;
import labwire.smtp.protocol.SmtpServices;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.SessionIds;
import labwire.smtp.session.SessionProfile;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.TlsMode;

/** Our SMTP on real sockets, with nothing behind it: takes everything and keeps nothing. */
final class DiscardingServer implements AutoCloseable {

    private static final int MAX_SESSIONS = 10_000;
    private static final int BACKLOG = 1_000;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final AtomicLong taken = new AtomicLong();
    private final int port;

    DiscardingServer(TlsMode mode, Supplier<SSLEngine> tls) {
        SmtpServices services = SmtpServices.of(
                manner -> tls.get(), Runnable::run, InstantSource.system(), new SessionIds(new SplittableRandom(1)));
        SmtpServerInitializer initializer = new SmtpServerInitializer(
                SessionProfile.of("mail.lab", mode, SmtpLimits.DEFAULTS),
                ProxyPeers.NONE,
                services,
                new Discarding(taken),
                new SessionRegister(MAX_SESSIONS));
        Channel listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(initializer)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) listening.localAddress()).getPort();
    }

    int port() {
        return port;
    }

    /** How many messages it has taken. */
    long taken() {
        return taken.get();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private record Discarding(AtomicLong taken) implements DeliveryTarget {

        @Override
        public Delivery start(
                Provenance provenance, Optional<MailAddress> sender, SenderOptions options, Runnable ready) {
            return new Delivery() {
                @Override
                public Optional<SmtpReply> addRecipient(Recipient recipient) {
                    return Optional.empty();
                }

                @Override
                public void body(ByteBuf octets) {}

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void commit(Promise<String> receipt) {
                    receipt.setSuccess(Long.toString(taken.incrementAndGet()));
                }

                @Override
                public void abort() {}
            };
        }
    }
}
