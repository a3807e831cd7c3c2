package labwire.gateway.lab;

import java.util.List;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LinkSettingsParser;

/** The words of {@code ./labwire link}: settings, or one of cut, restore, clear. Lab thread only. */
public final class LinkChange {
    private static final List<String> CUT = List.of("cut");
    private static final List<String> RESTORE = List.of("restore");
    private static final List<String> CLEAR = List.of("clear");

    private LinkChange() {}

    /**
     * Changes the cable at a port; no words change nothing.
     *
     * @return the cable
     * @throws IllegalArgumentException for an unknown port, a port without a cable, or words that are none of these
     */
    public static Cable apply(Lab lab, String portName, List<String> words) {
        Port port = lab.port(portName)
                .orElseThrow(() -> new IllegalArgumentException(
                        "port: " + portName + " (expected: NODE:PORT of this lab, such as SW1:Gi0/1)"));
        Cable cable = port.cable();
        if (cable == null) {
            throw new IllegalArgumentException("port: " + portName + " (expected: one with a cable)");
        }
        if (words.equals(CUT)) {
            cable.cut();
        } else if (words.equals(RESTORE)) {
            cable.restore();
        } else if (words.equals(CLEAR)) {
            cable.settings(LinkSettings.PLAIN);
        } else if (!words.isEmpty()) {
            cable.settings(LinkSettingsParser.parse(words, cable.settingsFrom(port)));
        }
        return cable;
    }

    /** Throws what {@link #apply} would throw for these words at any cable. */
    public static void check(List<String> words) {
        if (!words.equals(CUT) && !words.equals(RESTORE) && !words.equals(CLEAR)) {
            LinkSettingsParser.parse(words, LinkSettings.PLAIN);
        }
    }
}
