package labwire.smtp.relay;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import labwire.smtp.dns.MailDns;
import labwire.smtp.dns.MailHost;
import labwire.smtp.reply.SmtpReply;

/**
 * Finds the hosts that take mail for a domain, in the order of <a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-5.1">RFC 5321 section 5.1</a>: by preference, among equals by the
 * dice, and none that is not better than ourselves. For one event loop.
 */
final class HostFinder {

    /** A domain with more is not taken at its word. */
    private static final int MAX_EXCHANGES = 50;

    private static final SmtpReply TAKES_NO_MAIL =
            SmtpReply.of(556, "5.1.10", "The domain takes no mail (null MX)"); // RFC 7505 section 4
    private static final SmtpReply NO_HOST = SmtpReply.of(550, "5.4.4", "The domain has no host that takes mail");
    private static final SmtpReply BAD_NAME = SmtpReply.of(550, "5.1.2", "The domain is no name that DNS knows");
    private static final SmtpReply LOOP =
            SmtpReply.of(550, "5.4.6", "Mail for the domain would come back here (its best host is this one)");
    private static final SmtpReply NO_ANSWER = SmtpReply.of(451, "4.4.3", "DNS does not answer for the domain");

    private final RelaySettings settings;
    private final MailDns dns;
    private final RandomGenerator dice;
    private final EventLoop loop;

    HostFinder(RelaySettings settings, MailDns dns, RandomGenerator dice, EventLoop loop) {
        this.settings = settings;
        this.dns = dns;
        this.dice = dice;
        this.loop = loop;
    }

    /** Those of a smart host, whose MX records do not count, or of a domain. Never fails. */
    Future<Found> find(String domain, Optional<SmartHost> smartHost) {
        Promise<Found> found = loop.newPromise();
        String name = smartHost.map(SmartHost::host).orElse(domain);
        int port = smartHost.map(SmartHost::port).orElse(settings.port());
        if (name.startsWith("[") && name.endsWith("]")) {
            found.setSuccess(literal(name.substring(1, name.length() - 1), port));
            return found;
        }
        String ascii;
        try {
            ascii = IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            found.setSuccess(new Found.Nothing(BAD_NAME));
            return found;
        }
        if (smartHost.isPresent()) {
            new Collecting(List.of(new MailHost(0, ascii)), port, false, found).next();
        } else {
            dns.exchanges(ascii, loop).addListener((Future<List<MailHost>> answer) -> {
                if (answer.isSuccess()) {
                    exchanges(ascii, answer.getNow(), port, found);
                } else {
                    found.setSuccess(new Found.Nothing(NO_ANSWER));
                }
            });
        }
        return found;
    }

    private Found literal(String text, int port) {
        String address = text.regionMatches(true, 0, "IPv6:", 0, 5) ? text.substring(5) : text;
        Optional<InetAddress> parsed = parse(address);
        if (parsed.isEmpty()) {
            return new Found.Nothing(BAD_NAME);
        }
        if (settings.ownAddresses().contains(parsed.get())) {
            return new Found.Nothing(LOOP);
        }
        return new Found.Hosts(List.of(new Target(address, new InetSocketAddress(parsed.get(), port))));
    }

    private static Optional<InetAddress> parse(String address) {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return octets == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private void exchanges(String domain, List<MailHost> records, int port, Promise<Found> found) {
        List<MailHost> hosts = new ArrayList<>(records.subList(0, Math.min(records.size(), MAX_EXCHANGES)));
        if (hosts.isEmpty()) {
            hosts.add(new MailHost(0, domain)); // The implicit MX.
        } else if (hosts.stream().allMatch(host -> host.name().isEmpty())) {
            found.setSuccess(new Found.Nothing(TAKES_NO_MAIL));
            return;
        }
        hosts.removeIf(host -> host.name().isEmpty());
        Collections.sort(hosts, Comparator.comparing(MailHost::name)); // Whatever order the answer had.
        for (int i = hosts.size() - 1; i > 0; i--) {
            Collections.swap(hosts, i, dice.nextInt(i + 1));
        }
        hosts.sort(Comparator.comparingInt(MailHost::preference));
        int own = hosts.stream()
                .filter(host -> isOwn(host.name()))
                .mapToInt(MailHost::preference)
                .min()
                .orElse(Integer.MAX_VALUE);
        hosts.removeIf(host -> host.preference() >= own);
        if (hosts.isEmpty()) {
            found.setSuccess(new Found.Nothing(LOOP));
        } else {
            new Collecting(hosts, port, true, found).next();
        }
    }

    private boolean isOwn(String name) {
        return name.equalsIgnoreCase(settings.hostName())
                || settings.ownNames().contains(name.toLowerCase(Locale.ROOT));
    }

    /** Looks up the addresses of hosts, one host after the other. */
    private final class Collecting {
        private final List<MailHost> hosts;
        private final int port;
        private final boolean mayLoop;
        private final Promise<Found> found;
        private final List<Target> targets = new ArrayList<>();
        private int at;
        private boolean unanswered;

        Collecting(List<MailHost> hosts, int port, boolean mayLoop, Promise<Found> found) {
            this.hosts = hosts;
            this.port = port;
            this.mayLoop = mayLoop;
            this.found = found;
        }

        void next() {
            if (at == hosts.size() || targets.size() >= settings.limits().maxHostsPerAttempt()) {
                finish(unanswered ? NO_ANSWER : NO_HOST);
                return;
            }
            MailHost host = hosts.get(at++);
            dns.addresses(host.name(), loop).addListener((Future<List<InetAddress>> answer) -> {
                if (!answer.isSuccess()) {
                    unanswered = true;
                    next();
                } else {
                    take(host, answer.getNow());
                }
            });
        }

        private void take(MailHost host, List<InetAddress> addresses) {
            if (mayLoop && addresses.stream().anyMatch(settings.ownAddresses()::contains)) {
                // Ourselves: hosts that are not better than this one would send the mail back to us.
                int own = host.preference();
                targets.removeIf(target -> hosts.stream()
                        .anyMatch(other ->
                                other.preference() == own && other.name().equals(target.host())));
                finish(LOOP);
                return;
            }
            for (InetAddress address : addresses) {
                if (targets.size() < settings.limits().maxHostsPerAttempt()) {
                    targets.add(new Target(host.name(), new InetSocketAddress(address, port)));
                }
            }
            next();
        }

        private void finish(SmtpReply ifNone) {
            found.setSuccess(targets.isEmpty() ? new Found.Nothing(ifNone) : new Found.Hosts(targets));
        }
    }
}
