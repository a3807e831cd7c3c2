package labwire.netlab.console.ios.ip6;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.ip6.AdvertisementSettings;
import labwire.netlab.stack.ip6.AdvertisementSettings.Suppression;
import labwire.netlab.stack.ip6.Autoconfiguration;
import labwire.netlab.stack.ip6.Ip6Interface;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.NdpMessage.Preference;
import labwire.netlab.wire.NdpMessage.PrefixInformation;

/** Of an interface: {@code ipv6 nd}, how it discovers neighbours and what it advertises as a router. */
final class NdCommands {
    private static final String ND =
            "ipv6  IPv6 interface subcommands\nnd  IPv6 interface Neighbor Discovery subcommands\n";
    private static final String RA = ND + "ra  Router Advertisement control\n";
    private static final String PREFIX =
            ND + "prefix  Configure IPv6 Routing Prefix Advertisement\n{prefix:X:X:X:X::X/<0-128>}  IPv6 prefix\n";
    private static final String LIFETIMES =
            "{valid:LIFETIME}  Valid Lifetime (secs)\n{preferred:LIFETIME}  Preferred Lifetime (secs)\n";
    private static final String FLAGS = "[off-link]  Do not use prefix for onlink determination\n"
            + "[no-autoconfig]  Do not use prefix for autoconfiguration\n";

    /** Where something is set and something unset. */
    private interface Setting extends BiConsumer<Ip6Interface, Optional<Integer>> {}

    private NdCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        number(
                graph,
                RA + "lifetime  Set IPv6 Router Advertisement Lifetime\n",
                "<0-9000>",
                (on, seconds) ->
                        said(on).lifetimeSeconds(seconds.orElse(AdvertisementSettings.DEFAULT_LIFETIME_SECONDS)));
        number(
                graph,
                RA + "interval  Set IPv6 Router Advertisement Interval\n",
                "<4-1800>",
                (on, seconds) ->
                        said(on).intervalSeconds(seconds.orElse(AdvertisementSettings.DEFAULT_INTERVAL_SECONDS)));
        number(graph, ND + "reachable-time  Set advertised reachability time\n", "<0-3600000>", (on, millis) -> {
            said(on).reachableMillis(millis.orElse(0));
            on.neighbors().baseReachableNanos(TimeUnit.MILLISECONDS.toNanos(millis.orElse(0)));
        });
        number(
                graph,
                ND + "ns-interval  Set advertised NS retransmission interval\n",
                "<1000-3600000>",
                (on, millis) -> {
                    said(on).retransmitMillis(millis.orElse(0));
                    on.neighbors().retransmitNanos(TimeUnit.MILLISECONDS.toNanos(millis.orElse(0)));
                });
        number(
                graph,
                ND + "dad  Duplicate Address Detection\nattempts  Set IPv6 Duplicate Address Detection Transmits\n",
                "<0-600>",
                (on, attempts) -> on.duplicateAttempts(attempts.orElse(1)));
        flag(
                graph,
                ND + "managed-config-flag  Hosts should use DHCP for address config\n",
                (on, set) -> said(on).managed(set));
        flag(
                graph,
                ND + "other-config-flag  Hosts should use DHCP for non-address config\n",
                (on, set) -> said(on).otherConfiguration(set));
        String suppress = RA + "suppress  Suppress IPv6 Router Advertisements\n";
        flag(graph, suppress, (on, set) -> said(on).suppression(set ? Suppression.PERIODIC : Suppression.NONE));
        flag(
                graph,
                suppress + "all  Suppress all IPv6 Router Advertisements\n",
                (on, set) -> said(on).suppression(set ? Suppression.ALL : Suppression.NONE));
        addPreference(graph);
        graph.add(PREFIX, NdCommands::setPrefix);
        graph.add(PREFIX + LIFETIMES + FLAGS, NdCommands::setPrefix);
        graph.add(PREFIX + "no-advertise  Do not advertise prefix\n", (console, arguments, reply) -> {
            Ipv6Prefix prefix = prefix(arguments);
            InterfaceCommands.each(console, on -> refuseFull(said(on).withhold(prefix), prefix, reply));
        });
        graph.add(Ip6Commands.NO + PREFIX + "[{rest:LINE}]  What was set of it\n", (console, arguments, reply) -> {
            Ipv6Prefix prefix = prefix(arguments);
            InterfaceCommands.each(console, on -> said(on).forget(prefix));
        });
    }

    private static AdvertisementSettings said(Ip6Interface on) {
        return on.advertiser().settings();
    }

    private static void number(CommandGraph<IosConsole> graph, String words, String range, Setting setting) {
        String number = "{number:" + range + "}  A number\n";
        graph.add(words + number, (console, arguments, reply) -> {
            Optional<Integer> value = Optional.of(arguments.number("number"));
            InterfaceCommands.each(console, on -> setting.accept(on, value));
        });
        graph.add(
                Ip6Commands.NO + words + "[{number:" + range + "}]  A number\n",
                (console, arguments, reply) ->
                        InterfaceCommands.each(console, on -> setting.accept(on, Optional.empty())));
    }

    private static void flag(CommandGraph<IosConsole> graph, String words, BiConsumer<Ip6Interface, Boolean> setting) {
        graph.add(
                words, (console, arguments, reply) -> InterfaceCommands.each(console, on -> setting.accept(on, true)));
        graph.add(
                Ip6Commands.NO + words,
                (console, arguments, reply) -> InterfaceCommands.each(console, on -> setting.accept(on, false)));
    }

    private static void addPreference(CommandGraph<IosConsole> graph) {
        String words = ND + "router-preference  Set default router preference value\n";
        String values = "high  High default router preference\n| low  Low default router preference\n"
                + "| medium  Medium default router preference\n";
        graph.add(words + values, (console, arguments, reply) -> {
            Preference preference =
                    arguments.has("high") ? Preference.HIGH : arguments.has("low") ? Preference.LOW : Preference.MEDIUM;
            InterfaceCommands.each(console, on -> said(on).preference(preference));
        });
        for (String form : List.of(words, words + values)) {
            graph.add(
                    Ip6Commands.NO + form,
                    (console, arguments, reply) ->
                            InterfaceCommands.each(console, on -> said(on).preference(Preference.MEDIUM)));
        }
    }

    private static Ipv6Prefix prefix(Arguments arguments) {
        Ip6Commands.Cidr cidr = arguments.get("prefix", Ip6Commands.Cidr.class);
        return Ipv6Prefix.of(cidr.address(), cidr.length());
    }

    private static void setPrefix(IosConsole console, Arguments arguments, Reply reply) {
        long valid = arguments.find("valid", Long.class).orElse(AdvertisementSettings.DEFAULT_VALID_SECONDS);
        long preferred =
                arguments.find("preferred", Long.class).orElse(AdvertisementSettings.DEFAULT_PREFERRED_SECONDS);
        if (preferred > valid) {
            reply.refuse(
                    "% Preferred lifetime must not exceed valid lifetime",
                    Long.toString(preferred), "at most " + valid);
            return;
        }
        PrefixInformation information = new PrefixInformation(
                prefix(arguments), !arguments.has("off-link"), !arguments.has("no-autoconfig"), valid, preferred);
        InterfaceCommands.each(console, on -> refuseFull(said(on).prefix(information), information.prefix(), reply));
    }

    private static void refuseFull(boolean done, Ipv6Prefix prefix, Reply reply) {
        if (!done) {
            reply.refuse(
                    "% Prefix not added", prefix.toString(), "at most " + Autoconfiguration.MAX_LEARNED + " prefixes");
        }
    }

    static void write(Ip6Interface on, ConfigText text) {
        AdvertisementSettings said = said(on);
        if (on.duplicateAttempts() != 1) {
            text.child("ipv6 nd dad attempts " + on.duplicateAttempts());
        }
        if (said.reachableMillis() != 0) {
            text.child("ipv6 nd reachable-time " + said.reachableMillis());
        }
        if (said.retransmitMillis() != 0) {
            text.child("ipv6 nd ns-interval " + said.retransmitMillis());
        }
        said.prefixes()
                .forEach((prefix, information) -> text.child("ipv6 nd prefix " + Ipv6Names.of(prefix)
                        + information.map(NdCommands::written).orElse(" no-advertise")));
        if (said.isManaged()) {
            text.child("ipv6 nd managed-config-flag");
        }
        if (said.isOtherConfiguration()) {
            text.child("ipv6 nd other-config-flag");
        }
        if (said.preference() != Preference.MEDIUM) {
            text.child("ipv6 nd router-preference " + Ipv6Names.of(said.preference()));
        }
        if (said.lifetimeSeconds() != AdvertisementSettings.DEFAULT_LIFETIME_SECONDS) {
            text.child("ipv6 nd ra lifetime " + said.lifetimeSeconds());
        }
        if (said.intervalSeconds() != AdvertisementSettings.DEFAULT_INTERVAL_SECONDS) {
            text.child("ipv6 nd ra interval " + said.intervalSeconds());
        }
        switch (said.suppression()) {
            case NONE -> {}
            case PERIODIC -> text.child("ipv6 nd ra suppress");
            case ALL -> text.child("ipv6 nd ra suppress all");
        }
    }

    private static String written(PrefixInformation information) {
        boolean usual = information.validSeconds() == AdvertisementSettings.DEFAULT_VALID_SECONDS
                && information.preferredSeconds() == AdvertisementSettings.DEFAULT_PREFERRED_SECONDS
                && information.onLink()
                && information.autonomous();
        return usual
                ? ""
                : " " + Ip6Commands.lifetime(information.validSeconds())
                        + " " + Ip6Commands.lifetime(information.preferredSeconds())
                        + (information.onLink() ? "" : " off-link")
                        + (information.autonomous() ? "" : " no-autoconfig");
    }
}
