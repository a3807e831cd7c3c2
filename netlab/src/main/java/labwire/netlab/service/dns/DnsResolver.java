package labwire.netlab.service.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import labwire.netlab.service.HostTable;
import labwire.netlab.stack.DestinationSelection;
import labwire.netlab.stack.IpStack;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of names for a device: by its own table, by what it has learned, and by asking name servers
 * through its stack. Lab thread only.
 */
public final class DnsResolver {
    /** Questions under way at one time; more are answered as if nobody knew. */
    public static final int MAX_QUESTIONS = 256;

    private static final int MAX_ID = 0xFFFF;

    /** Hears how a search goes. */
    public interface Listener {
        /** A server is being asked; {@link Ipv4Address#LIMITED_BROADCAST} for any. */
        void asking(IpAddress server);

        /** It is over: the addresses, best first; none if nobody knows the name. Called once. */
        void finished(List<IpAddress> addresses);
    }

    /** A search that goes on. */
    public interface Search {
        /** Ends it without another call to its listener. */
        void cancel();
    }

    private final LabEventLoop loop;
    private final IpStack stack;
    private final HostTable hosts;
    private final RandomGenerator random;
    private final ResolverSettings settings = new ResolverSettings();
    private final DnsCache cache = new DnsCache();
    private int underWay;
    private int mostUnderWay;
    private long refused;

    /** @param random for the numbers of questions */
    public DnsResolver(LabEventLoop loop, IpStack stack, HostTable hosts, RandomGenerator random) {
        this.loop = loop;
        this.stack = stack;
        this.hosts = hosts;
        this.random = random;
    }

    public ResolverSettings settings() {
        return settings;
    }

    /** What was learned. */
    public DnsCache cache() {
        return cache;
    }

    /** Questions under way now. */
    public int underWay() {
        return underWay;
    }

    /** The most that ever were under way at one time. */
    public int mostUnderWay() {
        return mostUnderWay;
    }

    /** Questions beyond {@link #MAX_QUESTIONS}. */
    public long refused() {
        return refused;
    }

    /** The addresses of a name as far as they are known without asking, best first; empty if they are not. */
    public List<IpAddress> known(String typed) {
        List<IpAddress> own = hosts.addressesOf(typed);
        List<IpAddress> known = !own.isEmpty()
                ? own
                : fullNames(typed).stream()
                        .flatMap(name -> cache.find(name, loop.now()).stream())
                        .findFirst()
                        .orElse(List.of());
        return DestinationSelection.sorted(stack, known);
    }

    private List<String> fullNames(String typed) {
        List<String> domains = settings.domains();
        return NameSearch.fullNames(
                typed, domains.isEmpty() ? hosts.domain().map(List::of).orElse(List.of()) : domains);
    }

    /** Asks for the addresses of a name; the listener may be called before this returns. */
    public Search search(String typed, Listener listener) {
        Run run = new Run(new NameSearch(fullNames(typed), speaksIpv6()), listener);
        run.ask(run.search.next());
        return run;
    }

    /** True if IPv6 addresses are of any use here (as with AI_ADDRCONFIG of RFC 3493, 6.1). */
    private boolean speaksIpv6() {
        return stack.ipv6().interfaces().stream()
                .anyMatch(on -> on.isUp() && !on.link().isLoopback());
    }

    /** True if there is somebody other than this device to pass questions on to. */
    boolean canForward() {
        return settings.isEnabled() && !others().isEmpty();
    }

    private List<IpAddress> others() {
        return settings.servers().stream()
                .filter(server -> !stack.isLocal(server))
                .toList();
    }

    /** Asks others than this device a question for somebody else. */
    void forward(DnsQuestion question, Consumer<Optional<DnsMessage>> done) {
        dialogue(question, others(), server -> {}, done)
                .ifPresentOrElse(ServerDialogue::begin, () -> done.accept(Optional.empty()));
    }

    /** A dialogue that is to be begun; empty if there is nobody to ask, or no room. */
    private Optional<ServerDialogue> dialogue(
            DnsQuestion question,
            List<IpAddress> servers,
            Consumer<IpAddress> asking,
            Consumer<Optional<DnsMessage>> done) {
        if (servers.isEmpty()) {
            return Optional.empty();
        }
        if (underWay == MAX_QUESTIONS) {
            refused++;
            return Optional.empty();
        }
        underWay++;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        DnsMessage query = DnsMessage.query(random.nextInt(MAX_ID + 1), question);
        return Optional.of(new ServerDialogue(
                stack,
                loop,
                new DnsExchange(query, servers, settings.retries()),
                settings.timeoutSeconds(),
                asking,
                answer -> {
                    underWay--;
                    done.accept(answer);
                }));
    }

    /** One name's search. */
    private final class Run implements Search {
        private final NameSearch search;
        /** Of the servers that are asked about one name. */
        private final List<IpAddress> told = new ArrayList<>();

        private final Listener listener;
        private @Nullable ServerDialogue dialogue;
        private boolean over;

        Run(NameSearch search, Listener listener) {
            this.search = search;
            this.listener = listener;
        }

        void ask(Optional<DnsQuestion> next) {
            if (next.isEmpty()) {
                finish();
                return;
            }
            List<IpAddress> servers = settings.servers();
            if (next.get().type() == DnsRecord.A) {
                told.clear();
            }
            dialogue = DnsResolver.this
                    .dialogue(
                            next.get(),
                            servers.isEmpty() ? List.of(Ipv4Address.LIMITED_BROADCAST) : servers,
                            server -> {
                                if (!told.contains(server)) {
                                    told.add(server);
                                    listener.asking(server);
                                }
                            },
                            answer -> answered(next.get(), answer))
                    .orElse(null);
            if (dialogue == null) {
                finish();
            } else {
                dialogue.begin();
            }
        }

        private void answered(DnsQuestion question, Optional<DnsMessage> answer) {
            dialogue = null;
            if (over) {
                return;
            }
            if (answer.isEmpty()) {
                // Whoever is silent about one name is so about the others.
                finish();
                return;
            }
            ask(search.after(question, answer.get()));
        }

        private void finish() {
            over = true;
            Optional<NameSearch.Found> found = search.found();
            found.ifPresent(known -> cache.put(search.candidate(), known.addresses(), known.ttlSeconds(), loop.now()));
            listener.finished(found.map(NameSearch.Found::addresses)
                    .map(addresses -> DestinationSelection.sorted(stack, addresses))
                    .orElse(List.of()));
        }

        @Override
        public void cancel() {
            over = true;
            if (dialogue != null) {
                underWay--;
                dialogue.cancel();
                dialogue = null;
            }
        }
    }
}
