package labwire.netlab.bridge;

import java.util.Locale;

/**
 * What is configured of the VLAN Trunking Protocol. Nothing here sends its messages or learns VLANs from them: a
 * transparent switch passes them on, the others drop them. Lab thread only.
 */
public final class VtpSettings {
    public static final int MAX_DOMAIN = 32;

    /** A switch's part in a VTP domain. */
    public enum Mode {
        SERVER,
        CLIENT,
        TRANSPARENT,
        OFF;

        public String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Runnable changed;
    private Mode mode = Mode.SERVER;
    private String domain = "";
    private String password = "";
    private int version = 1;
    private boolean pruning;

    VtpSettings(Runnable changed) {
        this.changed = changed;
    }

    public Mode mode() {
        return mode;
    }

    public void setMode(Mode newMode) {
        mode = newMode;
    }

    /** Empty for none. */
    public String domain() {
        return domain;
    }

    /** Sets the domain, at most {@link #MAX_DOMAIN} characters. */
    public void setDomain(String newDomain) {
        domain = newDomain;
        changed.run();
    }

    /** Empty for none. */
    public String password() {
        return password;
    }

    public void setPassword(String newPassword) {
        password = newPassword;
    }

    /** 1 to 3. */
    public int version() {
        return version;
    }

    public void setVersion(int newVersion) {
        version = newVersion;
    }

    public boolean isPruning() {
        return pruning;
    }

    public void setPruning(boolean newPruning) {
        pruning = newPruning;
    }
}
