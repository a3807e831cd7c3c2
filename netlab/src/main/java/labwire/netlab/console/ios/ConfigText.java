package labwire.netlab.console.ios;

/** A configuration as it is being written: lines, the lines under them, and separators. */
public final class ConfigText {
    private final StringBuilder text = new StringBuilder();
    private final boolean all;

    ConfigText(boolean all) {
        this.all = all;
    }

    /** Another one that takes as much. */
    ConfigText fresh() {
        return new ConfigText(all);
    }

    /** A line of its own, such as {@code hostname R1} or {@code interface Vlan1}. */
    public void line(String line) {
        text.append(line).append('\n');
    }

    /** A line under the one before it, indented by a space as programs expect. */
    public void child(String line) {
        text.append(' ').append(line).append('\n');
    }

    /** A line that says what is so anyway: {@code show running-config all} alone has it. */
    public void defaultLine(String line) {
        if (all) {
            line(line);
        }
    }

    /** A line under another that says what is so anyway. */
    public void defaultChild(String line) {
        if (all) {
            child(line);
        }
    }

    /** {@code !} */
    public void separator() {
        line("!");
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Adds all of another. */
    void append(ConfigText other) {
        text.append(other.text);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
