package labwire.netlab.console.ios.access;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.login.SshSettings;
import labwire.netlab.device.login.SshSettings.Connection;

/** {@code show ip ssh}: what the server offers; {@code show ssh}: who is connected. */
final class ShowSsh {
    private ShowSsh() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                ssh  Information on SSH
                """, (console, arguments, reply) -> showServer(console.device(), reply));
        graph.add(
                """
                show  Show running system information
                ssh  Status of SSH server connections
                """,
                (console, arguments, reply) ->
                        showConnections(console.device().ssh().connections(), reply));
    }

    private static void showServer(IosDevice device, Reply reply) {
        SshSettings ssh = device.ssh();
        Optional<SshSettings.Offer> offer = ssh.offer();
        String version = ssh.isVersionTwoOnly() ? "2.0" : "1.99";
        reply.printLine((offer.isPresent() ? "SSH Enabled - version " : "SSH Disabled - version ") + version);
        if (offer.isEmpty()) {
            reply.printLine("%Please create RSA keys to enable SSH (and of atleast 768 bits for SSH v2).");
        }
        reply.printLine("Authentication methods:keyboard-interactive,password");
        offer.ifPresent(on -> {
            reply.printLine("Hostkey Algorithms:" + on.hostKeys());
            reply.printLine("Encryption Algorithms:" + on.ciphers());
            reply.printLine("MAC Algorithms:" + on.macs());
            reply.printLine("KEX Algorithms:" + on.keyExchanges());
        });
        reply.printLine(
                "Authentication timeout: %d secs; Authentication retries: %d", ssh.timeoutSeconds(), ssh.retries());
        reply.printLine("Minimum expected Diffie Hellman key size : 2048 bits");
        String keyName = device.settings().hostname() + domain(device);
        reply.printLine("IOS Keys in SECSH format(ssh-rsa, base64 encoded): " + (offer.isPresent() ? keyName : "NONE"));
        offer.ifPresent(on -> reply.printLine(on.hostKey()));
    }

    /** With a dot before it; empty if none is configured. */
    static String domain(IosDevice device) {
        return device.settings().hosts().domain().map(domain -> "." + domain).orElse("");
    }

    private static void showConnections(List<Connection> connections, Reply reply) {
        reply.printLine(
                "%-11s%-8s%-5s%-12s%-13s%-22s%s",
                "Connection", "Version", "Mode", "Encryption", "Hmac", "State", "Username");
        for (int i = 0; i < connections.size(); i++) {
            Connection connection = connections.get(i);
            for (String mode : List.of("IN", "OUT")) {
                reply.printLine(
                        "%-11d%-8s%-5s%-12s%-13s%-22s%s",
                        i,
                        "2.0",
                        mode,
                        connection.cipher(),
                        connection.mac(),
                        connection.isLoggedIn() ? "Session started" : "Authentication",
                        connection.user());
            }
        }
        reply.print("%No SSHv1 server connections running.\n");
    }
}
