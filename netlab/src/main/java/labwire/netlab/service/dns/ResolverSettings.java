package labwire.netlab.service.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import labwire.netlab.wire.IpAddress;

/** Whom a device asks for names that it does not know, and how long. Lab thread only. */
public final class ResolverSettings {
    /** Servers; more are refused. */
    public static final int MAX_SERVERS = 6;
    /** Domains to try for a short name; more are refused. */
    public static final int MAX_DOMAINS = 16;

    public static final int DEFAULT_TIMEOUT_SECONDS = 3;
    public static final int DEFAULT_RETRIES = 2;

    private final List<IpAddress> servers = new ArrayList<>();
    private final List<String> domains = new ArrayList<>();
    private boolean enabled = true;
    private int timeoutSeconds = DEFAULT_TIMEOUT_SECONDS;
    private int retries = DEFAULT_RETRIES;

    /** False after {@code no ip domain lookup}: nobody is asked. */
    public boolean isEnabled() {
        return enabled;
    }

    public void enabled(boolean newEnabled) {
        enabled = newEnabled;
    }

    /** In the order in which they are asked; without any, whoever hears a broadcast is. */
    public List<IpAddress> servers() {
        return List.copyOf(servers);
    }

    /** @return false if there is no room */
    public boolean addServer(IpAddress server) {
        return servers.contains(server) || servers.size() < MAX_SERVERS && servers.add(server);
    }

    public void removeServer(IpAddress server) {
        servers.remove(server);
    }

    public void clearServers() {
        servers.clear();
    }

    /** What a short name is completed with, in this order, in place of the device's own domain. */
    public List<String> domains() {
        return List.copyOf(domains);
    }

    /** @return false if there is no room */
    public boolean addDomain(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        return domains.contains(lower) || domains.size() < MAX_DOMAINS && domains.add(lower);
    }

    public void removeDomain(String domain) {
        domains.remove(domain.toLowerCase(Locale.ROOT));
    }

    public void clearDomains() {
        domains.clear();
    }

    /** Seconds to wait for a server. */
    public int timeoutSeconds() {
        return timeoutSeconds;
    }

    public void timeoutSeconds(int seconds) {
        timeoutSeconds = seconds;
    }

    /** How often each server is asked again. */
    public int retries() {
        return retries;
    }

    public void retries(int newRetries) {
        retries = newRetries;
    }
}
