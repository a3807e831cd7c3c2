package labwire.smtp.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import labwire.smtp.auth.AnyUser;
import labwire.smtp.auth.Secret;
import labwire.smtp.auth.User;
import labwire.smtp.auth.UserTable;
import labwire.smtp.auth.Users;
import labwire.smtp.delivery.Protocol;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

    private static final Users USERS = UserTable.of(
            List.of(user("alice"), user("bob"), user("Carol@second.lab"), user("root"), user("b+c"), user("a b")));

    private static final DomainRouter DOMAINS = new DomainRouter(
            new DomainSettings(
                    List.of("first.lab", "Second.lab"),
                    List.of("10.10.88.25", "2001:db8:0::25"),
                    aliases(
                            "sales: alice bob",
                            "all@first.lab: sales carol@second.lab dave@elsewhere.example ALICE",
                            "bob@second.lab: bob bob@archive.example",
                            "broken: nobody@first.lab",
                            "support: support@help.example"),
                    Map.of("second.lab", "alice@first.lab"),
                    Optional.of("root")),
            USERS);

    private static User user(String name) {
        return new User(name, new Secret.Plain("secret"));
    }

    private static Map<String, List<String>> aliases(String... lines) {
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split(": ");
            aliases.put(parts[0], List.of(parts[1].split(" ")));
        }
        return aliases;
    }

    private static Provenance from(Protocol protocol, String user) {
        return new Provenance(
                "s1",
                "mail.lab",
                "pc1.lab",
                "192.0.2.7",
                protocol,
                Optional.empty(),
                Optional.of(user).filter(name -> !name.equals("-")));
    }

    /** Mailboxes by name, other servers' with an arrow, refusals by code. */
    private static String text(Route route) {
        if (route instanceof Route.To to) {
            return to.destinations().stream()
                    .map(destination -> destination instanceof Destination.Elsewhere elsewhere
                            ? "→" + elsewhere.address()
                            : ((Destination.Mailbox) destination).name())
                    .collect(Collectors.joining(" "));
        }
        return ((Route.Refused) route).reply().text().substring(0, 9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alice@first.lab          | alice
            Alice@FIRST.lab          | alice
            alice@second.lab         | alice
            carol@second.lab         | Carol@second.lab
            carol@first.lab          | 550 5.1.1
            nobody@first.lab         | 550 5.1.1
            "a b"@first.lab          | a b
            alice+tag@first.lab      | alice
            alice+a+b@first.lab      | alice
            alice+@first.lab         | alice
            b+c@first.lab            | b+c
            +@first.lab              | 550 5.1.1
            sales@first.lab          | alice bob
            SALES+x@second.lab       | alice bob →bob@archive.example
            all@first.lab            | alice bob Carol@second.lab →dave@elsewhere.example
            bob@second.lab           | bob →bob@archive.example
            support@first.lab        | →support@help.example
            broken@first.lab         | 550 5.1.1
            whoever@second.lab       | alice
            postmaster               | root
            Postmaster@first.lab     | root
            postmaster@second.lab    | root
            abuse@first.lab          | root
            abuse+x@first.lab        | root
            alice@[10.10.88.25]      | alice
            alice@[IPv6:2001:DB8::25] | alice
            postmaster@[10.10.88.25] | root
            alice@[10.10.88.26]      | 550 5.7.1
            alice@sub.first.lab      | 550 5.7.1
            dave@elsewhere.example   | 550 5.7.1
            """)
    void domainsForAnybody(String recipient, String destinations) {
        assertThat(text(DOMAINS.route(from(Protocol.ESMTP, "-"), MailAddress.of(recipient))))
                .isEqualTo(destinations);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ESMTP | bob | dave@elsewhere.example | →dave@elsewhere.example
            ESMTP | bob | alice@[10.10.88.26]    | →alice@[10.10.88.26]
            ESMTP | bob | alice@first.lab        | alice
            ESMTP | bob | nobody@first.lab       | 550 5.1.1
            LMTP  | -   | dave@elsewhere.example | 550 5.7.1
            LOCAL | -   | dave@elsewhere.example | →dave@elsewhere.example
            """)
    void domainsRelayForTheAuthenticatedAndTheServerItself(
            Protocol protocol, String user, String recipient, String destinations) {
        assertThat(text(DOMAINS.route(from(protocol, user), MailAddress.of(recipient))))
                .isEqualTo(destinations);
    }

    @Test
    void withoutASettingThePostmasterHasAMailboxOfThatName() {
        DomainRouter router = new DomainRouter(DomainSettings.of("first.lab"), USERS);
        for (String address : List.of("postmaster", "POSTMASTER@first.lab", "abuse@first.lab")) {
            assertThat(text(router.route(from(Protocol.SMTP, "-"), MailAddress.of(address))))
                    .isEqualTo("postmaster");
        }
    }

    @Test
    void withoutConfiguredUsersEveryAddressOfADomainIsOne() {
        DomainRouter router = new DomainRouter(DomainSettings.of("first.lab"), new AnyUser());
        assertThat(text(router.route(from(Protocol.SMTP, "-"), MailAddress.of("x@first.lab"))))
                .isEqualTo("x@first.lab");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: b#b: a                         | alias: a → b → a goes round (expected: an end)
            a: b#b: c@first.lab#c@first.lab: a | alias: a → b → c@first.lab → a goes round (expected: an end)
            a@other.lab: alice                | alias: a@other.lab (expected: in one of [first.lab])
            a: b@                             | target of a: b@ (expected: one such as bob@example.com or bob)
            a a: alice                        | alias: a a (expected: one such as bob@example.com or bob)
            A: alice#a: bob                   | alias: a twice (expected: once)
            """)
    void aliasesThatLeadNowhereAreRefusedAtTheStart(String lines, String problem) {
        assertThatThrownBy(() -> new DomainRouter(settings(aliases(lines.split("#"))), USERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    private static DomainSettings settings(Map<String, List<String>> aliases) {
        return new DomainSettings(List.of("first.lab"), List.of(), aliases, Map.of(), Optional.empty());
    }

    @Test
    void aliasesAreFollowedToALimit() {
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        for (int i = 1; i <= LocalNames.MAX_DEPTH; i++) {
            aliases.put("a" + i, List.of(i == LocalNames.MAX_DEPTH ? "alice" : "a" + (i + 1)));
        }
        DomainRouter router = new DomainRouter(settings(aliases), USERS);
        assertThat(text(router.route(from(Protocol.SMTP, "-"), MailAddress.of("a1@first.lab"))))
                .isEqualTo("alice");
        aliases.put("a0", List.of("a1"));
        assertThatThrownBy(() -> new DomainRouter(settings(aliases), USERS))
                .hasMessageEndingWith("→ a10 goes on (expected: at most 10 aliases deep)");
    }

    @Test
    void destinationsAreLimited() {
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        List<String> groups = new ArrayList<>();
        for (int group = 0; group < 6; group++) {
            List<String> targets = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                targets.add("u" + group + "." + i + "@elsewhere.example");
            }
            aliases.put("g" + group, targets);
            groups.add("g" + group);
        }
        aliases.put("all", groups);
        assertThatThrownBy(() -> new DomainRouter(settings(aliases), USERS))
                .hasMessage("alias: more than 5000 destinations (expected: at most as many)");
    }

    @Test
    void aliasesThatBranchManyTimesAreFollowedOnceEach() {
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        for (int i = 1; i <= LocalNames.MAX_DEPTH; i++) {
            String next = i == LocalNames.MAX_DEPTH ? "alice" : "a" + (i + 1);
            aliases.put("a" + i, Collections.nCopies(1_000, next));
        }
        DomainRouter router = new DomainRouter(settings(aliases), USERS);
        assertThat(text(router.route(from(Protocol.SMTP, "-"), MailAddress.of("a1@first.lab"))))
                .isEqualTo("alice");
    }

    @Test
    void aCatchAllMayNotChaseItself() {
        assertThatThrownBy(() -> new DomainRouter(
                        new DomainSettings(
                                List.of("first.lab"),
                                List.of(),
                                Map.of(),
                                Map.of("first.lab", "nobody"),
                                Optional.empty()),
                        USERS))
                .hasMessage("alias: catch-all → catch-all goes round (expected: an end)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            false | false | -   | Bob+x@Example.com  | Bob+x@example.com
            false | false | dev | Bob+x@example.com  | Bob+x@example.com
            false | true  | dev | Bob+x@example.com  | Bob@example.com
            false | true  | -   | "+x"@example.com   | +x@example.com
            true  | false | dev | bob@example.com    | dev
            true  | false | -   | bob@example.com    | bob@example.com
            """)
    void captureTakesEverything(boolean oneInbox, boolean foldTags, String user, String recipient, String mailbox) {
        Router router = new CaptureRouter(new CaptureSettings(oneInbox, foldTags));
        assertThat(text(router.route(from(Protocol.ESMTP, user), MailAddress.of(recipient))))
                .isEqualTo(mailbox);
    }
}
