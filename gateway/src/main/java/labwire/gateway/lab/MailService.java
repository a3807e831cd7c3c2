package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.SplittableRandom;
import labwire.netlab.device.Host;
import labwire.netlab.wire.Ipv4Address;
import labwire.smtp.MailServer;
import labwire.smtp.MailServerConfig;
import labwire.smtp.protocol.SmtpServices;
import labwire.smtp.session.SessionIds;
import labwire.smtp.store.MailStore;
import labwire.tls.ServerIdentity;
import labwire.tls.ServerTls;

/** The mail server on one host: takes mail for every address into its store. */
public final class MailService implements LabService {
    private final String host;
    private final MailStore store;
    private final MailServer server;
    private final ServerTls tls;

    private MailService(String host, MailStore store, MailServer server, ServerTls tls) {
        this.host = host;
        this.store = store;
        this.server = server;
        this.tls = tls;
    }

    /**
     * Opens the host's store and listens on its ports 25, 587 and 465. Blocks.
     *
     * @throws StartException if the store cannot be opened
     */
    static MailService start(ServicePlace place, ServiceContext context, Waiting waiting) {
        Host host = place.host();
        MailStore store;
        try {
            store = MailStore.open(context.disks().apply(host.name()), context.diskWork(), context.clock());
        } catch (IOException e) {
            throw new StartException(
                    "mail store of " + host.name() + ": " + e.getMessage() + " (expected: a store"
                            + " that can be read and written)",
                    e);
        }
        ServerIdentity identity = context.ca().issue(host.name(), place.addresses());
        ServerTls tls = ServerTls.of(identity, context.random());
        SmtpServices services = SmtpServices.of(
                manner -> tls.newEngine(),
                context.tlsTasks(),
                context.clock(),
                new SessionIds(new SplittableRandom(context.random().nextLong())));
        MailServerConfig config = MailServerConfig.of(host.name(), Ipv4Address.ANY.toInetAddress(), services);
        MailServer server =
                waiting.await(MailServer.start(config, host.network().serverBootstrap(), store));
        return new MailService(host.name(), store, server, tls);
    }

    @Override
    public String host() {
        return host;
    }

    public MailStore store() {
        return store;
    }

    @Override
    public ServerTls tls() {
        return tls;
    }

    /** Sessions open now. */
    public int sessions() {
        return server.sessions();
    }

    /** Ends the sessions with 421 and completes when the store has settled; a long backlog is filed at the next start. */
    @Override
    public Future<Void> stop() {
        return server.stop();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
