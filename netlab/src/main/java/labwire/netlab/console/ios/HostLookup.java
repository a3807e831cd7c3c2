package labwire.netlab.console.ios;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.netlab.console.Reply;
import labwire.netlab.service.dns.DnsResolver;
import labwire.netlab.wire.Ipv4Address;

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
    public static void find(
            IosConsole console, String text, Reply reply, Consumer<Ipv4Address> found, Runnable unknown) {
        DnsResolver resolver = console.device().resolver();
        Optional<Ipv4Address> known = Ipv4Address.tryParse(text)
                .or(() -> resolver.known(text).stream().findFirst());
        if (known.isPresent()) {
            found.accept(known.get());
        } else if (!resolver.settings().isEnabled()) {
            unknown.run();
        } else {
            reply.print("Translating \"" + text + "\"...domain server");
            boolean[] over = {false};
            DnsResolver.Search search = resolver.search(text, new DnsResolver.Listener() {
                @Override
                public void asking(Ipv4Address server) {
                    reply.print(" (" + server + ")");
                }

                @Override
                public void finished(List<Ipv4Address> addresses) {
                    over[0] = true;
                    reply.print(addresses.isEmpty() ? "\n" : " [OK]\n\n");
                    addresses.stream().findFirst().ifPresentOrElse(found, unknown);
                }
            });
            if (!over[0]) {
                reply.onInterrupt(search::cancel);
            }
        }
    }
}
