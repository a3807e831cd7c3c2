package labwire.smtp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import labwire.smtp.pop3.Pop3Listener;
import labwire.smtp.pop3.Pop3Server;
import labwire.smtp.session.AuthMode;
import labwire.smtp.session.TlsMode;

/** The listeners of a mail system, and the names they go by. */
final class MailListeners {

    private static final String MX = "smtp";

    private final Map<String, Listener> smtp = new LinkedHashMap<>();
    private final Map<String, Pop3Listener> pop3 = new LinkedHashMap<>();

    MailListeners(MailPorts ports, MailSettings settings) {
        boolean capture = settings.policy() instanceof Policy.Capture;
        AuthMode anyone = capture ? AuthMode.OPTIONAL : AuthMode.NONE;
        AuthMode users = capture ? AuthMode.OPTIONAL : AuthMode.REQUIRED;
        ports.mx().ifPresent(port -> smtp.put(MX, new Listener(port, TlsMode.STARTTLS).withAuth(anyone)));
        ports.submission()
                .ifPresent(
                        port -> smtp.put("submission", Listener.submission(port).withAuth(users)));
        ports.submissions()
                .ifPresent(port ->
                        smtp.put("submissions", Listener.submissions(port).withAuth(users)));
        ports.lmtp().ifPresent(port -> smtp.put("lmtp", Listener.lmtp(port).withAuth(AuthMode.NONE)));
        smtp.replaceAll((name, listener) -> listener.withRequireTls(settings.requireTls())
                .withPlaintextAuth(settings.plaintextAuth())
                .withProxies(settings.proxies()));
        ports.pop3().ifPresent(port -> pop3.put("pop3", new Pop3Listener(port, TlsMode.STARTTLS)));
        ports.pop3s().ifPresent(port -> pop3.put("pop3s", new Pop3Listener(port, TlsMode.IMPLICIT)));
    }

    List<Listener> smtp() {
        return List.copyOf(smtp.values());
    }

    List<Pop3Listener> pop3() {
        return List.copyOf(pop3.values());
    }

    /** Where those listen that run, by name. */
    Map<String, InetSocketAddress> addresses(Optional<MailServer> mail, Optional<Pop3Server> mailboxes) {
        Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();
        mail.ifPresent(server -> name(List.copyOf(smtp.keySet()), server.addresses(), addresses));
        mailboxes.ifPresent(server -> name(List.copyOf(pop3.keySet()), server.addresses(), addresses));
        return addresses;
    }

    private static void name(List<String> names, List<SocketAddress> listening, Map<String, InetSocketAddress> to) {
        for (int i = 0; i < names.size(); i++) {
            to.put(names.get(i), (InetSocketAddress) listening.get(i));
        }
    }

    /** Where mail comes from anyone. */
    Set<Integer> mxPort(MailServer server) {
        return Optional.ofNullable(
                        addresses(Optional.of(server), Optional.empty()).get(MX))
                .map(address -> Set.of(address.getPort()))
                .orElse(Set.of());
    }
}
