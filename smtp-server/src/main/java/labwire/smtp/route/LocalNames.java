package labwire.smtp.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import labwire.smtp.auth.User;
import labwire.smtp.auth.Users;
import labwire.smtp.envelope.MailAddress;

/** What addresses of the server's own domains stand for: aliases are followed until there are mailboxes. */
final class LocalNames {

    /** How deep aliases may name aliases. */
    static final int MAX_DEPTH = 10;

    /** How many places one address may stand for. */
    static final int MAX_DESTINATIONS = 5_000;

    /** RFC 5321 section 4.5.1 and RFC 2142: whoever runs a mail server can be written to. */
    private static final List<String> ROLES = List.of("postmaster", "abuse");

    private final DomainSettings settings;
    private final Users users;

    LocalNames(DomainSettings settings, Users users) {
        this.settings = settings;
        this.users = users;
    }

    /** Follows every alias to its end, once, so that no message has to find out. */
    void check() {
        for (String domain : settings.domains()) {
            for (String alias : settings.aliases().keySet()) {
                MailAddress address = MailAddress.of(alias.contains("@") ? alias : alias + "@" + domain);
                new Expansion(new LinkedHashSet<>(), true).follow(address, List.of());
            }
            for (String other : List.of("postmaster", "no such user")) {
                new Expansion(new LinkedHashSet<>(), true).follow(new MailAddress(other, domain), List.of());
            }
        }
    }

    /** Adds the destinations of an address; none if it stands for nothing. */
    void expand(MailAddress address, Set<Destination> destinations) {
        new Expansion(destinations, false).follow(address, List.of());
    }

    /** One address on its way through the aliases. */
    private final class Expansion {
        private final Set<Destination> destinations;
        private final boolean strict;
        /** What was followed already: once is enough, by however many ways it is reached. */
        private final Set<String> followed = new HashSet<>();

        Expansion(Set<Destination> destinations, boolean strict) {
            this.destinations = destinations;
            this.strict = strict;
        }

        /** @param path the aliases that led here, as keys of the settings */
        void follow(MailAddress address, List<String> path) {
            if (!settings.domains().contains(address.domain())) {
                add(new Destination.Elsewhere(address));
                return;
            }
            MailAddress untagged = PlusTag.without(address);
            if (isFound(address, path) || !untagged.equals(address) && isFound(untagged, path)) {
                return;
            }
            String local = untagged.localPart().toLowerCase(Locale.ROOT);
            String catchAll = settings.catchAlls().get(address.domain());
            if (ROLES.contains(local)) {
                settings.postmaster()
                        .ifPresentOrElse(
                                target -> toTargets("postmaster", List.of(target), address, path),
                                () -> add(new Destination.Mailbox("postmaster")));
            } else if (catchAll != null) {
                toTargets("catch-all", List.of(catchAll), address, path);
            }
        }

        private boolean isFound(MailAddress address, List<String> path) {
            Optional<String> alias = alias(address);
            if (alias.isPresent() && !isItself(alias.get(), path)) {
                toTargets(alias.get(), settings.aliases().getOrDefault(alias.get(), List.of()), address, path);
                return true;
            }
            Optional<User> user = users.find(address.toString()).or(() -> users.find(address.localPart()));
            user.ifPresent(found -> add(new Destination.Mailbox(found.name())));
            return user.isPresent();
        }

        /** An alias among its own targets is not followed again: there it means a user. */
        private boolean isItself(String alias, List<String> path) {
            return !path.isEmpty() && path.get(path.size() - 1).equals(alias);
        }

        private Optional<String> alias(MailAddress address) {
            String whole = address.toString().toLowerCase(Locale.ROOT);
            String local = address.localPart().toLowerCase(Locale.ROOT);
            return Optional.of(settings.aliases().containsKey(whole) ? whole : local)
                    .filter(settings.aliases()::containsKey);
        }

        private void toTargets(String from, List<String> targets, MailAddress address, List<String> path) {
            boolean goesRound = path.contains(from);
            if (goesRound || path.size() >= MAX_DEPTH) {
                if (strict) {
                    throw new IllegalArgumentException("alias: " + String.join(" → ", path) + " → " + from
                            + (goesRound
                                    ? " goes round (expected: an end)"
                                    : " goes on (expected: at most " + MAX_DEPTH + " aliases deep)"));
                }
                return;
            }
            if (followed.add(from + " at " + address.domain())) {
                List<String> further = new ArrayList<>(path);
                further.add(from);
                for (String target : targets) {
                    follow(MailAddress.of(target.contains("@") ? target : target + "@" + address.domain()), further);
                }
            }
        }

        private void add(Destination destination) {
            if (destinations.size() < MAX_DESTINATIONS) {
                destinations.add(destination);
            } else if (strict && !destinations.contains(destination)) {
                throw new IllegalArgumentException(
                        "alias: more than " + MAX_DESTINATIONS + " destinations (expected: at most as many)");
            }
        }
    }
}
