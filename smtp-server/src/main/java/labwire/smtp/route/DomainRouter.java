package labwire.smtp.route;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import labwire.smtp.auth.Users;
import labwire.smtp.delivery.Protocol;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.reply.Refusals;

/**
 * The policy <em>domains</em>: takes mail for its own domains into its users' mailboxes, and relays to others for the
 * authenticated alone.
 *
 * <p>An address of its own is, the first that fits: an alias, a user (of the whole address as name, or of the local
 * part); the same without its {@code +tag}; postmaster or abuse; whatever its domain's catch-all stands for. Case does
 * not matter.
 */
public final class DomainRouter implements Router {

    private final DomainSettings settings;
    private final LocalNames names;

    /** @throws IllegalArgumentException if the aliases go round in circles or too deep, naming where */
    public DomainRouter(DomainSettings settings, Users users) {
        this.settings = settings;
        this.names = new LocalNames(settings, users);
        names.check();
    }

    @Override
    public Route route(Provenance provenance, MailAddress recipient) {
        Optional<String> domain = ownDomain(recipient);
        if (domain.isEmpty()) {
            return mayRelay(provenance)
                    ? new Route.To(List.of(new Destination.Elsewhere(recipient)))
                    : new Route.Refused(Refusals.RELAY_DENIED);
        }
        Set<Destination> destinations = new LinkedHashSet<>();
        names.expand(new MailAddress(recipient.localPart(), domain.get()), destinations);
        return destinations.isEmpty()
                ? new Route.Refused(Refusals.NO_SUCH_MAILBOX)
                : new Route.To(List.copyOf(destinations));
    }

    /** The domain that the address is looked up in, if it is for this server. */
    private Optional<String> ownDomain(MailAddress address) {
        String first = settings.domains().get(0);
        if (address.domain().isEmpty()
                || AddressLiteral.ofDomain(address.domain())
                        .filter(literal -> settings.literals().contains(literal.toString()))
                        .isPresent()) {
            return Optional.of(first);
        }
        return Optional.of(address.domain()).filter(settings.domains()::contains);
    }

    private static boolean mayRelay(Provenance provenance) {
        return provenance.user().isPresent() || provenance.protocol() == Protocol.LOCAL;
    }
}
