package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import labwire.gateway.mail.ServerCertificates;
import labwire.gateway.settings.MailSettingsFile;
import labwire.netlab.device.Host;
import labwire.netlab.wire.Ipv4Address;
import labwire.smtp.MailGround;
import labwire.smtp.MailPorts;
import labwire.smtp.MailSettings;
import labwire.smtp.MailSystem;
import labwire.smtp.client.ClientEngines;
import labwire.smtp.store.MailStore;
import labwire.tls.ClientTls;
import labwire.tls.OpportunisticTls;
import labwire.tls.ServerTls;

/** The mail system on one host, with the settings that the lab file names. */
public final class MailService implements LabService {
    /** The label that names the host's mail settings, a file relative to the lab file. */
    static final String SETTINGS_LABEL = "labwire.mail";

    private final String host;
    private final MailSystem system;
    private final ServerTls tls;

    private MailService(String host, MailSystem system, ServerTls tls) {
        this.host = host;
        this.system = system;
        this.tls = tls;
    }

    /**
     * Opens the host's mail and listens on its ports 25, 587, 465, 110 and 995. Blocks.
     *
     * @throws StartException if the mail cannot be opened
     * @throws labwire.netlab.topology.LabException if there is anything wrong with the settings
     */
    static MailService start(ServicePlace place, ServiceContext context, Waiting waiting) {
        Host host = place.host();
        String file = place.node().label(SETTINGS_LABEL);
        MailSettings settings = file.isEmpty() ? MailSettings.DEFAULTS : MailSettingsFile.load(place.resolve(file));
        ServerCertificates certificates =
                new ServerCertificates(context.ca(), host.name(), place.addresses(), context.random());
        MailGround ground = new MailGround(
                host.name(),
                Ipv4Address.ANY.toInetAddress(),
                place.addresses(),
                host.network().serverBootstrap(),
                host.network().bootstrap(),
                context.mailDns(),
                context.disks().apply(host.name()),
                context.diskWork(),
                context.tlsTasks(),
                certificates::newEngine,
                new ClientEngines(
                        Optional.of(ClientTls.trusting(context.ca().certificate(), context.clock(), context.random())),
                        Optional.of(new OpportunisticTls(context.random())),
                        context.tlsTasks()),
                context.clock(),
                context.random(),
                new SplittableRandom(context.random().nextLong()),
                context.mailLogs().apply(host.name()));
        try {
            MailSystem system = MailSystem.open(ground, settings, MailPorts.STANDARD);
            waiting.await(system.start());
            return new MailService(host.name(), system, certificates.right());
        } catch (IllegalArgumentException e) {
            throw place.problem(SETTINGS_LABEL + ": " + e.getMessage());
        } catch (IOException e) {
            throw new StartException(
                    "mail of " + host.name() + ": " + e.getMessage() + " (expected: a store that can be read and"
                            + " written)",
                    e);
        }
    }

    @Override
    public String host() {
        return host;
    }

    public MailSystem system() {
        return system;
    }

    public MailStore store() {
        return system.store();
    }

    @Override
    public ServerTls tls() {
        return tls;
    }

    /** Sessions open now. */
    public int sessions() {
        return system.openSessions();
    }

    /** Ends the sessions with 421 and completes when the store has settled; a long backlog is filed at the next start. */
    @Override
    public Future<Void> stop() {
        return system.stop();
    }

    @Override
    public void close() throws IOException {
        system.close();
    }
}
