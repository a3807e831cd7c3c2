package labwire.gateway.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
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
    private record Running(ServiceKind kind, LabService service) {}

    private final List<Running> running = new ArrayList<>();

    private LabServices() {}

    /**
     * Starts what the labels name.
     *
     * @throws StartException if a label names no service, or a node that is no host, or if a server cannot start
     */
    static LabServices start(LabFile file, Lab lab, ServiceContext context, Waiting waiting) {
        LabServices services = new LabServices();
        for (NodeDefinition node : file.nodes()) {
            String label = node.label(NodeDefinition.SERVICE_LABEL);
            if (!label.isEmpty()) {
                Host host = lab.host(node.name())
                        .orElseThrow(() -> new StartException(node.at() + ": " + NodeDefinition.SERVICE_LABEL + ": "
                                + label + " on " + node.name() + " (expected: a host)"));
                ServicePlace place = new ServicePlace(node, host, addresses(host), Path.of(file.path()));
                ServiceKind kind = ServiceKind.of(label)
                        .orElseThrow(() -> place.problem(NodeDefinition.SERVICE_LABEL + ": " + label + " (expected: "
                                + ServiceKind.names() + ")"));
                services.running.add(new Running(kind, kind.start(place, context, waiting)));
            }
        }
        return services;
    }

    /** All servers, in the order of the lab file. */
    public List<LabService> all() {
        return running.stream().map(Running::service).toList();
    }

    /** The servers of one kind, in the order of the lab file. */
    public <S extends LabService> List<S> of(Class<S> type) {
        return running.stream()
                .map(Running::service)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The server of this kind on the named host. */
    public <S extends LabService> Optional<S> on(String host, Class<S> type) {
        return of(type).stream().filter(service -> service.host().equals(host)).findFirst();
    }

    /** The mail server on the named host. */
    public Optional<MailService> mailOn(String host) {
        return on(host, MailService.class);
    }

    /** The video server on the named host. */
    public Optional<VideoService> videoOn(String host) {
        return on(host, VideoService.class);
    }

    /** The names of what runs on a host. */
    List<String> on(String host) {
        return running.stream()
                .filter(one -> one.service().host().equals(host))
                .map(one -> one.kind().toString())
                .toList();
    }

    /** Stops all servers and closes their data. */
    void stop(Waiting waiting) {
        for (LabService service : all()) {
            waiting.await(service.stop());
            try {
                service.close();
            } catch (IOException e) {
                throw new StartException("the server on " + service.host() + ": " + e.getMessage(), e);
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
