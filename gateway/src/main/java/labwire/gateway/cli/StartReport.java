package labwire.gateway.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import labwire.gateway.lab.LiveLab;
import labwire.gateway.lab.MailService;
import labwire.gateway.lab.VideoService;
import labwire.netlab.cloud.Outward;
import labwire.netlab.cloud.PingSocket;
import labwire.netlab.cloud.PortForward;
import labwire.netlab.cloud.SocksPort;
import labwire.netlab.topology.NodeDefinition;
import labwire.netlab.topology.Problem;

/** What {@code up} prints once the lab is up. */
final class StartReport {
    private static final int SMTP = 25;
    private static final int SMTPS = 465;
    private static final int HTTP = VideoService.HTTP_PORT;

    private final LiveLab lab;

    StartReport(LiveLab lab) {
        this.lab = lab;
    }

    /** What does not pass a way out though a person might expect it to. */
    private static String missing(Outward way) {
        String echoes = way.passesEchoes()
                ? ""
                : "  without echoes: this system gives this user none (expected, for pings to leave the lab: "
                        + PingSocket.HOW_TO_ALLOW + ")\n";
        String names = way.rule().resolver().isEmpty() || way.nameServer().isPresent()
                ? ""
                : "  without names: /etc/resolv.conf (expected: a line such as 'nameserver 192.0.2.1')\n";
        return echoes + names;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        TextTable nodes = new TextTable("NODE", "KIND", "SERVICE");
        for (NodeDefinition node : lab.file().nodes()) {
            String service = node.label(NodeDefinition.SERVICE_LABEL);
            nodes.row(node.name(), node.kind().name().toLowerCase(Locale.ROOT), service.isEmpty() ? "-" : service);
        }
        text.append(nodes).append('\n');
        for (PortForward forward : lab.forwards()) {
            text.append(forward.rule()).append('\n');
        }
        for (SocksPort port : lab.socksPorts()) {
            text.append(port.rule()).append('\n');
        }
        for (Outward way : lab.outward()) {
            text.append(way.rule()).append('\n').append(missing(way));
        }
        for (Problem warning : lab.lab().warnings()) {
            text.append("warning: ").append(warning).append('\n');
        }
        text.append("\nTry, from another terminal in this folder:\n");
        for (PortForward forward : lab.forwards()) {
            int port = forward.rule().listen().getPort();
            String address = forward.rule().listen().getAddress().getHostAddress() + ":" + port;
            if (forward.rule().port() == SMTP) {
                text.append("  openssl s_client -starttls smtp -crlf -connect ")
                        .append(address)
                        .append('\n');
            } else if (forward.rule().port() == SMTPS) {
                text.append("  openssl s_client -crlf -connect ")
                        .append(address)
                        .append('\n');
            } else if (forward.rule().port() == HTTP) {
                text.append("  a browser at http://").append(address).append("/\n");
            }
        }
        if (!lab.services().of(VideoService.class).isEmpty()) {
            text.append("  ./labwire video list").append(dataOption()).append('\n');
            for (SocksPort port : lab.socksPorts()) {
                text.append(socksExample(port));
            }
        }
        if (!lab.services().of(MailService.class).isEmpty()) {
            text.append("  ./labwire mail list").append(dataOption()).append('\n');
        }
        text.append("  ./labwire inspect").append(dataOption()).append('\n');
        text.append("  ./labwire ca").append(dataOption()).append(" > lab-ca.pem\n\n");
        text.append(String.format(
                Locale.ROOT,
                "Started in %.2f s, %s resident. End with Ctrl-C or ./labwire down%s.%n",
                startSeconds(),
                residentMemory(),
                dataOption()));
        text.append("Lab ").append(lab.name()).append(" is up\n");
        return text.toString();
    }

    private String socksExample(SocksPort port) {
        String login = port.rule().credentials().map(who -> who + ":PASSWORD@").orElse("");
        InetSocketAddress at = port.rule().listen();
        String host = lab.services().of(VideoService.class).get(0).host();
        return "  curl --socks5-hostname " + login + at.getAddress().getHostAddress() + ":" + at.getPort() + " http://"
                + host + ":" + HTTP + "/\n";
    }

    private String dataOption() {
        Path folder = lab.data().path();
        return folder.equals(Path.of("data")) ? "" : " --data " + folder;
    }

    /** Since the JVM was started, not the launcher that may have built it first. */
    private static double startSeconds() {
        long now = InstantSource.system().millis();
        return (now - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1000.0;
    }

    private static String residentMemory() {
        return residentKilobytes().map(kilobytes -> kilobytes / 1024 + " MB").orElse("unknown memory");
    }

    private static Optional<Long> residentKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
