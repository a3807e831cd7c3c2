package labwire.netlab.device.line;

import java.util.Locale;

/** A protocol that leads to a virtual terminal. */
public enum Transport {
    TELNET,
    SSH;

    /** As in {@code transport input}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
