package labwire.smtp.dns;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DefaultDnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Look-ups with Netty's resolver, over datagrams, and again over a stream where an answer was cut off. Answers are kept
 * for their time, and at most {@link DnsSettings#maxCached} of them. Safe for any thread; works on one event loop.
 */
public final class NettyMailDns implements MailDns, Closeable {

    /** Of one answer; the rest is not looked at. */
    private static final int MAX_RECORDS = 100;

    private final EventLoop loop;
    private final DnsNameResolver resolver;
    private final List<InetSocketAddress> servers;
    private final boolean ipv6;
    private final AnswerCache<MailHost> hosts;
    private final AnswerCache<InetAddress> addresses;

    private NettyMailDns(
            EventLoop loop,
            DnsNameResolver resolver,
            List<InetSocketAddress> servers,
            DnsSettings settings,
            InstantSource clock) {
        this.loop = loop;
        this.resolver = resolver;
        this.servers = servers;
        this.ipv6 = settings.ipv6();
        this.hosts = new AnswerCache<>(clock, settings);
        this.addresses = new AnswerCache<>(clock, settings);
    }

    /**
     * Starts to listen for answers.
     *
     * @param datagrams makes channels of the network that is asked in
     * @param streams likewise, for answers that are too long for a datagram
     */
    public static NettyMailDns start(
            EventLoop loop,
            ChannelFactory<? extends DatagramChannel> datagrams,
            Optional<ChannelFactory<? extends SocketChannel>> streams,
            DnsSettings settings,
            InstantSource clock) {
        List<InetSocketAddress> servers = settings.servers().isEmpty()
                ? DefaultDnsServerAddressStreamProvider.defaultAddressList()
                : settings.servers();
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(datagrams)
                .queryTimeoutMillis(settings.timeout().toMillis())
                .nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers));
        streams.ifPresent(builder::socketChannelFactory);
        return new NettyMailDns(loop, builder.build(), servers, settings, clock);
    }

    @Override
    public Future<List<MailHost>> exchanges(String domain, EventExecutor executor) {
        Promise<List<MailHost>> promise = executor.newPromise();
        loop.execute(() -> new Asking<>(domain, DnsRecordType.MX, hosts, NettyMailDns::mailHost, promise).start());
        return promise;
    }

    @Override
    public Future<List<InetAddress>> addresses(String name, EventExecutor executor) {
        Promise<List<InetAddress>> promise = executor.newPromise();
        loop.execute(() -> {
            Promise<List<InetAddress>> four = loop.newPromise();
            Promise<List<InetAddress>> six = loop.newPromise();
            new Asking<>(name, DnsRecordType.A, addresses, NettyMailDns::address, four).start();
            if (ipv6) {
                new Asking<>(name, DnsRecordType.AAAA, addresses, NettyMailDns::address, six).start();
            } else {
                six.setSuccess(List.of());
            }
            four.addListener(first -> six.addListener(second -> both(four, six, promise)));
        });
        return promise;
    }

    private static void both(
            Future<List<InetAddress>> four, Future<List<InetAddress>> six, Promise<List<InetAddress>> promise) {
        List<InetAddress> all = new ArrayList<>();
        if (four.isSuccess()) {
            all.addAll(four.getNow());
        }
        if (six.isSuccess()) {
            all.addAll(six.getNow());
        }
        if (!all.isEmpty() || four.isSuccess() && six.isSuccess()) {
            promise.setSuccess(List.copyOf(all));
        } else {
            promise.setFailure(four.isSuccess() ? six.cause() : four.cause());
        }
    }

    private static Optional<MailHost> mailHost(ByteBuf data) {
        int preference = data.readUnsignedShort();
        String name = DefaultDnsRecordDecoder.decodeName(data);
        return Optional.of(new MailHost(preference, name.endsWith(".") ? name.substring(0, name.length() - 1) : name));
    }

    private static Optional<InetAddress> address(ByteBuf data) {
        byte[] octets = new byte[data.readableBytes()];
        data.readBytes(octets);
        try {
            return Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            return Optional.empty(); // Of another length than addresses have.
        }
    }

    private interface Reading<T> {
        Optional<T> read(ByteBuf data);
    }

    /** One question, put to one server after the other until one knows. */
    private final class Asking<T> {
        private final String name;
        private final DnsRecordType type;
        private final AnswerCache<T> cache;
        private final Reading<T> reading;
        private final Promise<List<T>> promise;
        private int server;

        Asking(String name, DnsRecordType type, AnswerCache<T> cache, Reading<T> reading, Promise<List<T>> promise) {
            this.name = name;
            this.type = type;
            this.cache = cache;
            this.reading = reading;
            this.promise = promise;
        }

        void start() {
            Optional<List<T>> kept = cache.get(key());
            if (kept.isPresent()) {
                promise.setSuccess(kept.get());
            } else {
                next();
            }
        }

        private String key() {
            return type.name() + " " + name.toLowerCase(Locale.ROOT);
        }

        private void next() {
            if (server == servers.size()) {
                promise.setFailure(new IOException(
                        "no DNS server knows of " + name + " " + type.name() + " (asked: " + servers + ")"));
                return;
            }
            DnsQuestion question;
            try {
                question = new DefaultDnsQuestion(name.endsWith(".") ? name : name + ".", type);
            } catch (IllegalArgumentException e) {
                promise.setSuccess(List.of()); // No name can be so.
                return;
            }
            resolver.query(servers.get(server++), question)
                    .addListener((Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> done) -> {
                        if (done.isSuccess()) {
                            answered(done.getNow());
                        } else {
                            next();
                        }
                    });
        }

        private void answered(AddressedEnvelope<DnsResponse, InetSocketAddress> envelope) {
            try {
                DnsResponseCode code = envelope.content().code();
                if (code.equals(DnsResponseCode.NOERROR)) {
                    finish(envelope.content());
                } else if (code.equals(DnsResponseCode.NXDOMAIN)) {
                    keep(List.of(), 0);
                } else {
                    next();
                }
            } finally {
                envelope.release();
            }
        }

        private void finish(DnsResponse response) {
            List<T> found = new ArrayList<>();
            long ttl = Long.MAX_VALUE;
            int count = Math.min(response.count(DnsSection.ANSWER), MAX_RECORDS);
            for (int i = 0; i < count; i++) {
                DnsRecord answer = response.recordAt(DnsSection.ANSWER, i);
                if (answer.type().equals(type) && answer instanceof DnsRawRecord raw) {
                    try {
                        reading.read(raw.content().duplicate()).ifPresent(found::add);
                        ttl = Math.min(ttl, raw.timeToLive());
                    } catch (IndexOutOfBoundsException | io.netty.handler.codec.CorruptedFrameException e) {
                        // A record that is none; the others count.
                    }
                }
            }
            keep(List.copyOf(found), ttl);
        }

        private void keep(List<T> found, long ttl) {
            cache.put(key(), found, ttl);
            promise.setSuccess(found);
        }
    }

    @Override
    public void close() {
        resolver.close();
    }
}
