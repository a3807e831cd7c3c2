package labwire.netlab.service.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsPtrRecord;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsOpCode;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.service.MailExchange;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about addresses (A), mail (MX) and names (PTR) over UDP, with authority, from what a device knows.
 *
 * <p>A name that is not known does not exist; nobody else is asked. What is no question is dropped. Lab thread only.
 */
public final class DnsServer {
    public static final int PORT = 53;

    /** Of every answer: names of a lab change at a keystroke. */
    private static final int TIME_TO_LIVE_SECONDS = 10;

    private static final int MAX_LABEL = 63;
    private static final Pattern REVERSE =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.in-addr\\.arpa");

    private final LabNetwork network;
    private final DnsNames names;
    private @Nullable Channel channel;
    private long queries;
    private long malformed;

    public DnsServer(LabNetwork network, DnsNames names) {
        this.network = network;
        this.names = names;
    }

    public boolean isRunning() {
        return channel != null;
    }

    /** Questions that were answered. */
    public long queries() {
        return queries;
    }

    /** Datagrams that were no questions. */
    public long malformed() {
        return malformed;
    }

    /**
     * Takes the port; nothing happens if it has it.
     *
     * @return done when questions can come; fails if the port is taken
     */
    public Future<?> start() {
        if (channel != null) {
            return network.loop().newSucceededFuture(null);
        }
        ChannelFuture bound = network.datagramBootstrap()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        opened.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new Answers());
                    }
                })
                .bind(new InetSocketAddress(Ipv4Address.ANY.toInetAddress(), PORT));
        channel = bound.channel();
        return bound.addListener(done -> {
            if (!done.isSuccess()) {
                channel = null;
            }
        });
    }

    /** Gives the port back. */
    public void stop() {
        Channel open = channel;
        channel = null;
        if (open != null) {
            open.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            queries++;
            DatagramDnsResponse response = new DatagramDnsResponse(
                    /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id(), query.opCode());
            response.setRecursionDesired(query.isRecursionDesired());
            if (!query.opCode().equals(DnsOpCode.QUERY)) {
                response.setCode(DnsResponseCode.NOTIMP);
            } else if (query.count(DnsSection.QUESTION) != 1) {
                response.setCode(DnsResponseCode.FORMERR);
            } else {
                answer(query.recordAt(DnsSection.QUESTION, 0), response);
            }
            context.writeAndFlush(response).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }

        /** The decoder has thrown over what is no question. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            malformed++;
        }
    }

    private void answer(DnsQuestion question, DatagramDnsResponse response) {
        response.addRecord(DnsSection.QUESTION, question);
        response.setAuthoritativeAnswer(true);
        String asked = question.name();
        String name = asked.endsWith(".") ? asked.substring(0, asked.length() - 1) : asked;
        List<DnsRecord> records = new ArrayList<>();
        boolean any = question.type().equals(DnsRecordType.ANY);
        List<Ipv4Address> addresses = names.addressesOf(name);
        List<MailExchange> exchanges = names.mailExchangesOf(name);
        Optional<String> host = reverse(name).flatMap(names::nameOf);
        if (any || question.type().equals(DnsRecordType.A)) {
            addresses.forEach(address ->
                    records.add(raw(asked, DnsRecordType.A, Unpooled.buffer(4).writeInt(address.value()))));
        }
        if (any || question.type().equals(DnsRecordType.MX)) {
            exchanges.forEach(exchange -> records.add(raw(asked, DnsRecordType.MX, mx(exchange))));
        }
        if (any || question.type().equals(DnsRecordType.PTR)) {
            host.ifPresent(owner ->
                    records.add(new DefaultDnsPtrRecord(asked, DnsRecord.CLASS_IN, TIME_TO_LIVE_SECONDS, owner + ".")));
        }
        if (addresses.isEmpty() && exchanges.isEmpty() && host.isEmpty()) {
            response.setCode(DnsResponseCode.NXDOMAIN);
        }
        records.forEach(record -> response.addRecord(DnsSection.ANSWER, record));
    }

    private static DnsRecord raw(String name, DnsRecordType type, ByteBuf value) {
        return new DefaultDnsRawRecord(name, type, TIME_TO_LIVE_SECONDS, value);
    }

    /** RFC 1035, 3.3.9. */
    private static ByteBuf mx(MailExchange exchange) {
        ByteBuf value = Unpooled.buffer().writeShort(exchange.preference());
        for (String label : exchange.host().split("\\.", -1)) {
            byte[] octets = label.getBytes(StandardCharsets.US_ASCII);
            int length = Math.min(octets.length, MAX_LABEL);
            if (length > 0) {
                value.writeByte(length).writeBytes(octets, 0, length);
            }
        }
        return value.writeByte(0);
    }

    private static Optional<Ipv4Address> reverse(String name) {
        Matcher matcher = REVERSE.matcher(name.toLowerCase(Locale.ROOT));
        return matcher.matches()
                ? Ipv4Address.tryParse(
                        matcher.group(4) + "." + matcher.group(3) + "." + matcher.group(2) + "." + matcher.group(1))
                : Optional.empty();
    }
}
