package labwire.gateway.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.device.Device;
import labwire.netlab.device.Host;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabFile;
import labwire.netlab.topology.NodeDefinition;

/** The servers on a lab's hosts, as the lab file's {@code labwire.service} labels ask for them. */
public final class LabServices {
    private static final String MAIL = "mail";

    private final List<MailService> mail = new ArrayList<>();

    private LabServices() {}

    /**
     * Starts what the labels name.
     *
     * @throws StartException if a label names no service, or a node that is no host, or if a server cannot start
     */
    static LabServices start(LabFile file, Lab lab, ServiceContext context, Waiting waiting) {
        LabServices services = new LabServices();
        for (NodeDefinition node : file.nodes()) {
            String service = node.label(NodeDefinition.SERVICE_LABEL);
            if (!service.isEmpty()) {
                Host host = lab.host(node.name())
                        .orElseThrow(() -> new StartException(node.at() + ": " + NodeDefinition.SERVICE_LABEL + ": "
                                + service + " on " + node.name() + " (expected: a host)"));
                if (!service.equals(MAIL)) {
                    throw new StartException(node.at() + ": " + NodeDefinition.SERVICE_LABEL + ": " + service
                            + " (expected: " + MAIL + ")");
                }
                services.mail.add(MailService.start(host, addresses(host), context, waiting));
            }
        }
        return services;
    }

    /** The mail servers, in the order of the lab file. */
    public List<MailService> mail() {
        return List.copyOf(mail);
    }

    /** The mail server on the named host. */
    public Optional<MailService> mailOn(String host) {
        return mail.stream().filter(service -> service.host().equals(host)).findFirst();
    }

    /** The names of what runs on a host. */
    List<String> on(String host) {
        return mailOn(host).isPresent() ? List.of(MAIL) : List.of();
    }

    /** Stops all servers and closes their stores. */
    void stop(Waiting waiting) {
        for (MailService service : mail) {
            waiting.await(service.stop());
            try {
                service.closeStore();
            } catch (IOException e) {
                throw new StartException("mail store of " + service.host() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Addresses are set by start-up configs, before any thread but this one sees the lab. */
    private static List<InetAddress> addresses(Device host) {
        List<InetAddress> addresses = new ArrayList<>();
        for (NetworkInterface networkInterface : host.stack().interfaces()) {
            for (InterfaceAddress address : networkInterface.addresses()) {
                if (!address.address().isLoopback()) {
                    addresses.add(address.address().toInetAddress());
                }
            }
        }
        return addresses;
    }
}
