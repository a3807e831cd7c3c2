package labwire.netlab.service.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import labwire.netlab.service.HostTable;
import labwire.netlab.stack.IpStack;
import labwire.netlab.time.LabEventLoop;
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
        void asking(Ipv4Address server);

        /** It is over; without addresses if nobody knows the name. Called once. */
        void finished(List<Ipv4Address> addresses);
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

    /** The addresses of a name as far as they are known without asking; empty if they are not. */
    public List<Ipv4Address> known(String typed) {
        List<Ipv4Address> own = hosts.addressesOf(typed);
        if (!own.isEmpty()) {
            return own;
        }
        return fullNames(typed).stream()
                .flatMap(name -> cache.find(name, loop.now()).stream())
                .findFirst()
                .orElse(List.of());
    }

    private List<String> fullNames(String typed) {
        List<String> domains = settings.domains();
        return NameSearch.fullNames(
                typed, domains.isEmpty() ? hosts.domain().map(List::of).orElse(List.of()) : domains);
    }

    /** Asks for the addresses of a name; the listener may be called before this returns. */
    public Search search(String typed, Listener listener) {
        Run run = new Run(new NameSearch(fullNames(typed)), listener);
        run.ask(run.search.next());
        return run;
    }

    /** True if there is somebody other than this device to pass questions on to. */
    boolean canForward() {
        return settings.isEnabled() && !others().isEmpty();
    }

    private List<Ipv4Address> others() {
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
            List<Ipv4Address> servers,
            Consumer<Ipv4Address> asking,
            Consumer<Optional<DnsMessage>> done) {
        if (underWay == MAX_QUESTIONS || servers.isEmpty()) {
            return Optional.empty();
        }
        underWay++;
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
        private final Listener listener;
        private @Nullable ServerDialogue dialogue;
        private boolean over;

        Run(NameSearch search, Listener listener) {
            this.search = search;
            this.listener = listener;
        }

        void ask(Optional<DnsQuestion> next) {
            if (next.isEmpty()) {
                finish(List.of());
                return;
            }
            List<Ipv4Address> servers = settings.servers();
            List<Ipv4Address> told = new ArrayList<>();
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
                finish(List.of());
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
                finish(List.of());
                return;
            }
            Optional<NameSearch.Found> found = search.read(answer.get());
            if (found.isPresent()) {
                cache.put(
                        search.candidate(), found.get().addresses(), found.get().ttlSeconds(), loop.now());
                finish(found.get().addresses());
            } else {
                ask(search.after(question));
            }
        }

        private void finish(List<Ipv4Address> addresses) {
            over = true;
            listener.finished(addresses);
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
