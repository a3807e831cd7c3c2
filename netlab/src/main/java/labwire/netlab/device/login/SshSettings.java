package labwire.netlab.device.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a configuration says of a device's SSH server, and who is connected to it. Lab thread only. */
public final class SshSettings {
    public static final int DEFAULT_TIMEOUT_SECONDS = 120;
    public static final int MAX_TIMEOUT_SECONDS = 120;
    public static final int DEFAULT_RETRIES = 3;
    public static final int MAX_RETRIES = 5;

    /** A connection as {@code show ssh} lists it. */
    public interface Connection {
        String user();

        /** Such as {@code aes256-ctr}; empty before the keys have been exchanged. */
        String cipher();

        String mac();

        boolean isLoggedIn();
    }

    /**
     * What a server that runs offers: names of algorithms with commas between them.
     *
     * @param hostKey the RSA key in one line
     */
    public record Offer(String hostKeys, String ciphers, String macs, String keyExchanges, String hostKey) {}

    private final List<Connection> connections = new ArrayList<>();
    private boolean versionTwoOnly;
    private int timeoutSeconds = DEFAULT_TIMEOUT_SECONDS;
    private int retries = DEFAULT_RETRIES;
    private boolean scpServer;
    private Optional<Offer> offer = Optional.empty();

    /** {@code ip ssh version 2}. Version 1 is not spoken either way. */
    public boolean isVersionTwoOnly() {
        return versionTwoOnly;
    }

    public void versionTwoOnly(boolean only) {
        versionTwoOnly = only;
    }

    /** How long a login may take, from the connection on. */
    public int timeoutSeconds() {
        return timeoutSeconds;
    }

    public void timeoutSeconds(int seconds) {
        timeoutSeconds = seconds;
    }

    /** Passwords that may be tried. */
    public int retries() {
        return retries;
    }

    public void retries(int number) {
        retries = number;
    }

    /** {@code ip scp server enable}. */
    public boolean isScpServer() {
        return scpServer;
    }

    public void scpServer(boolean enabled) {
        scpServer = enabled;
    }

    /** What the server offers; empty while there is none, as in virtual labs. */
    public Optional<Offer> offer() {
        return offer;
    }

    /** The server's to set. */
    public void offer(Optional<Offer> newOffer) {
        offer = newOffer;
    }

    /** In the order in which they came; changed by the server. */
    public List<Connection> connections() {
        return connections;
    }
}
