package labwire.gateway.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import labwire.smtp.client.Credentials;
import labwire.smtp.client.TlsPolicy;
import labwire.smtp.relay.DestinationRule;
import labwire.smtp.relay.RelaySettings;
import labwire.smtp.relay.RetrySchedule;
import labwire.smtp.relay.SmartHost;

/** Reads how mail for elsewhere is sent: the part {@code relay} of a settings file. */
final class RelaySettingsReader {
    static final String[] KEYS = {"tls", "smart-host", "retry", "give-up-after", "warn-after", "destinations"};
    private static final String[] SMART_HOST_KEYS = {"host", "port", "tls", "implicit-tls", "user", "password-file"};

    private final Path file;

    /** @param file of the settings, beside which those of passwords are */
    RelaySettingsReader(Path file) {
        this.file = file;
    }

    RelaySettings read(SettingsMap map) {
        RelaySettings[] relay = {RelaySettings.DEFAULTS};
        map.oneOf("tls", TlsPolicy.values(), policy -> relay[0] = relay[0].withTls(policy));
        map.child("smart-host", SMART_HOST_KEYS)
                .flatMap(this::smartHost)
                .ifPresent(host -> relay[0] = relay[0].withSmartHost(host));
        relay[0] = relay[0].withSchedule(schedule(map));
        SortedMap<String, DestinationRule> destinations = new TreeMap<>();
        map.children("destinations", "tls", "smart-host").forEach((domain, rule) -> {
            List<TlsPolicy> policy = new ArrayList<>();
            rule.oneOf("tls", TlsPolicy.values(), policy::add);
            destinations.put(
                    domain,
                    new DestinationRule(
                            policy.stream().findFirst(),
                            rule.child("smart-host", SMART_HOST_KEYS).flatMap(this::smartHost)));
        });
        return relay[0].withDestinations(destinations);
    }

    private static RetrySchedule schedule(SettingsMap map) {
        RetrySchedule defaults = RetrySchedule.DEFAULTS;
        List<Duration> waits = new ArrayList<>();
        for (String text : map.texts("retry")) {
            SettingsMap.duration(text)
                    .ifPresentOrElse(waits::add, () -> map.problem("retry", text, "durations such as 1m"));
        }
        Duration[] times = {defaults.giveUpAfter(), defaults.warnAfter()};
        map.duration("give-up-after", time -> times[0] = time);
        map.duration("warn-after", time -> times[1] = time);
        RetrySchedule[] made = {defaults};
        map.attempt(
                "retry",
                () -> made[0] = new RetrySchedule(waits.isEmpty() ? defaults.waits() : waits, times[0], times[1]));
        return made[0];
    }

    private Optional<SmartHost> smartHost(SettingsMap map) {
        int[] port = {RelaySettings.SMTP_PORT};
        boolean[] implicit = {false};
        TlsPolicy[] tls = {TlsPolicy.REQUIRED};
        map.count("port", number -> port[0] = number);
        map.flag("implicit-tls", on -> implicit[0] = on);
        map.oneOf("tls", TlsPolicy.values(), policy -> tls[0] = policy);
        List<SmartHost> made = new ArrayList<>();
        map.attempt(
                "host",
                () -> made.add(
                        new SmartHost(map.text("host").orElse(""), port[0], implicit[0], tls[0], credentials(map))));
        return made.stream().findFirst();
    }

    private Optional<Credentials> credentials(SettingsMap map) {
        if (map.text("user").isEmpty()) {
            return Optional.empty();
        }
        String name = map.text("password-file").orElse("");
        try {
            String password = Files.readString(file.resolveSibling(name)).strip();
            return Optional.of(new Credentials(map.text("user").get(), password));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "password-file: " + name + " (expected: a file beside this one that holds the password)", e);
        }
    }
}
