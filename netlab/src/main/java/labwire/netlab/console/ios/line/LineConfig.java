package labwire.netlab.console.ios.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.line.TerminalLine;
import labwire.netlab.device.line.TerminalLine.Kind;
import labwire.netlab.device.line.TerminalLines;
import labwire.netlab.device.line.Transport;
import labwire.netlab.device.login.LineAccess;
import labwire.netlab.device.login.LineAccess.Check;
import labwire.netlab.device.login.StoredPassword;
import labwire.netlab.device.login.StoredPassword.Form;

/**
 * The {@code line} sections of a running configuration: neighbours that are configured alike in one, but the first five
 * virtual lines, which every device has, apart from those beyond, as IOS has it.
 */
final class LineConfig {
    /** The last of the virtual lines that are shown even if nothing is configured for them. */
    private static final int LAST_ALWAYS_SHOWN = 4;

    /** That {@code exec-timeout} takes; what is more, it takes in seconds. */
    private static final int MAX_MINUTES = 35_791;

    private LineConfig() {}

    static void write(IosDevice device, ConfigText text) {
        writeOne(device, device.lines().console(), text);
        writeOne(device, device.lines().auxiliary(), text);
        List<TerminalLine> lines = device.lines().virtual();
        List<String> untouched = children(device, new TerminalLines().virtual().get(0));
        int first = 0;
        while (first < lines.size()) {
            List<String> children = children(device, lines.get(first));
            int last = first;
            while (last + 1 < lines.size()
                    && children(device, lines.get(last + 1)).equals(children)
                    && last != LAST_ALWAYS_SHOWN) {
                last++;
            }
            if (first <= LAST_ALWAYS_SHOWN || !children.equals(untouched)) {
                text.line("line vty " + first + (last > first ? " " + last : ""));
                children.forEach(text::child);
            }
            first = last + 1;
        }
    }

    private static void writeOne(IosDevice device, TerminalLine line, ConfigText text) {
        text.line("line " + line.name());
        children(device, line).forEach(text::child);
    }

    private static List<String> children(IosDevice device, TerminalLine line) {
        List<String> children = new ArrayList<>();
        LineAccess access = line.access();
        line.accessClass().ifPresent(list -> children.add("access-class " + list + " in"));
        int timeout = line.execTimeoutSeconds();
        if (timeout != TerminalLine.DEFAULT_EXEC_TIMEOUT_SECONDS) {
            int minutes = Math.min(timeout / 60, MAX_MINUTES);
            children.add("exec-timeout " + minutes + " " + (timeout - 60 * minutes));
        }
        if (line.sessionTimeoutMinutes() > 0) {
            children.add("session-timeout " + line.sessionTimeoutMinutes());
        }
        if (line.absoluteTimeoutMinutes() > 0) {
            children.add("absolute-timeout " + line.absoluteTimeoutMinutes());
        }
        if (access.privilege() != 1) {
            children.add("privilege level " + access.privilege());
        }
        access.password().ifPresent(password -> children.add("password " + shown(device, password)));
        if (line.isSynchronous()) {
            children.add("logging synchronous");
        }
        addLogin(device, line, children);
        if (line.historySize() != TerminalLine.DEFAULT_HISTORY) {
            children.add("history size " + line.historySize());
        }
        line.length().ifPresent(rows -> children.add("length " + rows));
        line.width().ifPresent(columns -> children.add("width " + columns));
        children.addAll(line.keptLines());
        line.configuredInput().ifPresent(input -> children.add("transport input " + words(input)));
        return children;
    }

    /** Without the 0 that would stand before a plain one, if it is one word, as IOS has it. */
    private static String shown(IosDevice device, StoredPassword password) {
        boolean plain = password.form() == Form.CLEAR && !device.settings().isPasswordEncryption();
        return plain && !password.text().contains(" ")
                ? password.text()
                : device.settings().shown(password);
    }

    private static void addLogin(IosDevice device, TerminalLine line, List<String> children) {
        LineAccess access = line.access();
        Check usual = line.kind() == Kind.VIRTUAL ? Check.LINE_PASSWORD : Check.NONE;
        if (!access.list().equals(LineAccess.DEFAULT_LIST)) {
            children.add("login authentication " + access.list());
        }
        // With AAA, IOS has no such lines.
        if (access.check() != usual || usual != Check.NONE && !device.accounts().isNewModel()) {
            children.add(
                    switch (access.check()) {
                        case NONE -> "no login";
                        case LINE_PASSWORD -> "login";
                        case LOCAL -> "login local";
                    });
        }
    }

    private static String words(Set<Transport> input) {
        if (input.isEmpty()) {
            return "none";
        }
        return input.size() == Transport.values().length
                ? "all"
                : input.stream().map(Transport::keyword).collect(Collectors.joining(" "));
    }
}
