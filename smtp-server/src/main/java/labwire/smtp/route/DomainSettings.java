package labwire.smtp.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import labwire.smtp.envelope.MailAddress;

/**
 * The server's own domains, and what their addresses stand for beside the users' mailboxes. A <em>target</em> is an
 * address, here or elsewhere, or a local part alone, at the domain of the address that is looked up.
 *
 * @param domains its own; the first is also that of its address literals
 * @param literals its own IP addresses, as text: mail for {@code user@[10.10.88.25]} is for it
 * @param aliases the targets of an address, or of a local part, which then is an alias in every domain of its own. An
 *     alias that names itself among its targets means the user of that name
 * @param catchAlls the target of every address in a domain that is no user and no alias
 * @param postmaster the target of {@code postmaster} and {@code abuse} where they are no users and no aliases; empty for
 *     a mailbox of the name {@code postmaster}
 */
public record DomainSettings(
        List<String> domains,
        List<String> literals,
        Map<String, List<String>> aliases,
        Map<String, String> catchAlls,
        Optional<String> postmaster) {

    /** Targets of one alias. */
    public static final int MAX_TARGETS = 1_000;

    public DomainSettings {
        domains = domains.stream().map(DomainSettings::checkedDomain).toList();
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("domains: none (expected: one or more, such as example.com)");
        }
        literals = literals.stream()
                .map(literal -> AddressLiteral.of(literal)
                        .map(AddressLiteral::toString)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "address literal: " + literal + " (expected: an IP address, such as 192.0.2.1)")))
                .toList();
        aliases = checkedAliases(aliases, domains);
        catchAlls = checkedCatchAlls(catchAlls, domains);
        postmaster.ifPresent(target -> checkedTarget("postmaster", target));
    }

    /** One domain without aliases. */
    public static DomainSettings of(String domain) {
        return new DomainSettings(List.of(domain), List.of(), Map.of(), Map.of(), Optional.empty());
    }

    /** @param own its own IP addresses, as text */
    public DomainSettings withLiterals(List<String> own) {
        return new DomainSettings(domains, own, aliases, catchAlls, postmaster);
    }

    private static String checkedDomain(String domain) {
        return checkedAddress("domain", domain, "x@" + domain).domain();
    }

    private static MailAddress checkedAddress(String what, String found, String address) {
        try {
            return MailAddress.of(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    what + ": " + found + " (expected: one such as "
                            + (what.equals("domain") ? "example.com)" : "bob@example.com or bob)"),
                    e);
        }
    }

    private static void checkedTarget(String what, String target) {
        checkedAddress(what, target, target.contains("@") ? target : target + "@x");
    }

    private static Map<String, List<String>> checkedAliases(Map<String, List<String>> aliases, List<String> domains) {
        Map<String, List<String>> checked = new LinkedHashMap<>();
        aliases.forEach((alias, targets) -> {
            if (alias.contains("@")) {
                ownDomain("alias", alias, checkedAddress("alias", alias, alias).domain(), domains);
            } else {
                checkedTarget("alias", alias);
            }
            if (targets.isEmpty() || targets.size() > MAX_TARGETS) {
                throw new IllegalArgumentException("alias: " + alias + " with " + targets.size()
                        + " targets (expected: 1 to " + MAX_TARGETS + ")");
            }
            targets.forEach(target -> checkedTarget("target of " + alias, target));
            if (checked.putIfAbsent(alias.toLowerCase(Locale.ROOT), List.copyOf(targets)) != null) {
                throw new IllegalArgumentException("alias: " + alias + " twice (expected: once)");
            }
        });
        return Collections.unmodifiableMap(checked);
    }

    private static Map<String, String> checkedCatchAlls(Map<String, String> catchAlls, List<String> domains) {
        Map<String, String> checked = new LinkedHashMap<>();
        catchAlls.forEach((domain, target) -> {
            ownDomain("catch-all", domain, checkedDomain(domain), domains);
            checkedTarget("catch-all of " + domain, target);
            checked.put(checkedDomain(domain), target);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(checked));
    }

    private static void ownDomain(String what, String found, String domain, List<String> domains) {
        if (!domains.contains(domain)) {
            throw new IllegalArgumentException(
                    what + ": " + found + " (expected: in one of " + new ArrayList<>(domains) + ")");
        }
    }
}
