package labwire.netlab.console.ios;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import labwire.netlab.console.Reply;
import labwire.netlab.service.dns.DnsResolver;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpAddress.Family;

/** Finds the host that a command names: at once if it is known, else by name servers, which the user sees asked. */
public final class HostLookup {
    private HostLookup() {}

    /**
     * Calls one of the two, now or later, unless the user interrupts.
     *
     * @param text an address or a name
     * @param found is told the host's address
     * @param unknown is called if nobody knows the name
     */
    public static void find(IosConsole console, String text, Reply reply, Consumer<IpAddress> found, Runnable unknown) {
        find(console, text, Set.of(Family.values()), reply, found, unknown);
    }

    /** The same for a host that has an address of certain families. */
    public static void find(
            IosConsole console,
            String text,
            Set<Family> families,
            Reply reply,
            Consumer<IpAddress> found,
            Runnable unknown) {
        DnsResolver resolver = console.device().resolver();
        Optional<IpAddress> literal = IpAddress.tryParse(text);
        Optional<IpAddress> known = first(literal.map(List::of).orElseGet(() -> resolver.known(text)), families);
        if (known.isPresent()) {
            found.accept(known.get());
        } else if (literal.isPresent() || !resolver.settings().isEnabled()) {
            unknown.run();
        } else {
            reply.print("Translating \"" + text + "\"...domain server");
            boolean[] over = {false};
            DnsResolver.Search search = resolver.search(text, new DnsResolver.Listener() {
                @Override
                public void asking(IpAddress server) {
                    reply.print(" (" + server.toString().toUpperCase(Locale.ROOT) + ")");
                }

                @Override
                public void finished(List<IpAddress> addresses) {
                    over[0] = true;
                    reply.print(addresses.isEmpty() ? "\n" : " [OK]\n\n");
                    first(addresses, families).ifPresentOrElse(found, unknown);
                }
            });
            if (!over[0]) {
                reply.onInterrupt(search::cancel);
            }
        }
    }

    private static Optional<IpAddress> first(List<IpAddress> addresses, Set<Family> families) {
        return addresses.stream()
                .filter(address -> families.contains(address.family()))
                .findFirst();
    }
}
