package labwire.dash.server.connection;

import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import labwire.dash.server.fault.FaultPlan;
import labwire.dash.server.http.Refusal;
import labwire.dash.server.http.RequestHead;
import labwire.dash.server.http.Response;
import labwire.dash.server.http.Status;
import labwire.dash.server.observe.AccessLog;
import labwire.dash.server.observe.RequestMeters;
import labwire.dash.server.site.Answer;
import labwire.dash.server.site.Kind;
import labwire.dash.server.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of a server share. Safe for any thread. */
public final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private static final Refusal FAULT = new Refusal(Status.INTERNAL_SERVER_ERROR, "a fault of the server's own");

    private final Site site;
    private final InstantSource clock;
    private final HttpLimits limits;
    private final AccessLog accessLog;
    private final RequestMeters meters;
    private final ConnectionRegister register;
    private final DateField dates = new DateField();

    public Service(Site site, InstantSource clock, HttpLimits limits, AccessLog accessLog, RequestMeters meters) {
        this.site = site;
        this.clock = clock;
        this.limits = limits;
        this.accessLog = accessLog;
        this.meters = meters;
        this.register = new ConnectionRegister(limits.maxConnections());
    }

    /** Finds the answer to a request: 500 if that fails by a fault of the server's own, which is told of. */
    Exchange begin(RequestHead head, String client, long nowNanos) {
        Instant now = clock.instant();
        Answer answer;
        try {
            answer = site.answer(head, client, now);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed by a fault of the server's own", head.method(), head.target(), e);
            answer = new Answer(Response.of(FAULT), Kind.REFUSED, FaultPlan.NONE);
        }
        return new Exchange(this, client, Optional.of(head), answer, now, nowNanos);
    }

    /** The answer to what is no request. */
    Exchange refuse(Refusal refusal, String client, long nowNanos) {
        Answer answer = new Answer(Response.of(refusal), Kind.REFUSED, FaultPlan.NONE);
        return new Exchange(this, client, Optional.empty(), answer, clock.instant(), nowNanos);
    }

    /** Something was thrown while a connection was served: told of, unless the client or the network is at fault. */
    void failed(Channel connection, Throwable cause) {
        boolean peersFault = cause instanceof IOException
                || cause instanceof DecoderException decoding && decoding.getCause() instanceof SSLException;
        if (!peersFault) {
            LOG.error("the HTTP connection of {} ended by a fault of the server's own", clientOf(connection), cause);
        }
    }

    HttpLimits limits() {
        return limits;
    }

    AccessLog accessLog() {
        return accessLog;
    }

    RequestMeters meters() {
        return meters;
    }

    public ConnectionRegister register() {
        return register;
    }

    DateField dates() {
        return dates;
    }

    /** The client's IP address, without its zone. No name is looked up. */
    static String clientOf(Channel channel) {
        if (channel.remoteAddress() instanceof InetSocketAddress socket && socket.getAddress() != null) {
            String text = socket.getAddress().getHostAddress();
            int zone = text.indexOf('%');
            return zone < 0 ? text : text.substring(0, zone);
        }
        return "0.0.0.0";
    }
}
