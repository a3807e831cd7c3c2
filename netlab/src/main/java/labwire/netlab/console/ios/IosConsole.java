package labwire.netlab.console.ios;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.bridge.Bridge;
import labwire.netlab.console.Candidate;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.GraphSession;
import labwire.netlab.console.Parsed;
import labwire.netlab.console.Reply;
import labwire.netlab.console.TerminalSettings;
import labwire.netlab.console.outgoing.OutgoingSessions;
import labwire.netlab.console.pipe.OutputFilter;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.IosSettings;
import labwire.netlab.device.Switch;
import labwire.netlab.device.line.LineSession;
import labwire.netlab.device.line.TerminalLine;
import labwire.netlab.device.storage.DeviceFile;
import labwire.netlab.device.storage.Flash;

/** A session with a router or a switch. Lab thread only. */
public final class IosConsole extends GraphSession<IosConsole> {
    /** Configuration prompts show so much of the hostname, as IOS does. */
    static final int MAX_PROMPT_NAME = 20;

    private static final String NO = "no ";
    private static final String DEFAULT = "default ";
    /** Of more candidates than this, a report names none. */
    private static final int MAX_EXPECTED_SHOWN = 8;

    /** Where the lines come from. */
    private enum Source {
        /** A person or a program at a prompt. */
        TYPED,
        /** The configuration that a device starts with. */
        STARTUP
    }

    private final IosDevice device;
    private final IosLanguage language;
    private final Source source;
    private final List<DeviceInterface> opened = new ArrayList<>();
    private TerminalSettings terminal = new TerminalSettings();
    private final OutgoingSessions outgoing = new OutgoingSessions();
    private Optional<TerminalLine> line = Optional.empty();
    private IosMode mode;

    private IosConsole(IosDevice device, IosLanguage language, Source source, IosMode mode) {
        this.device = device;
        this.language = language;
        this.source = source;
        this.mode = mode;
    }

    /** A session as a login gives it, in user exec mode. */
    public static IosConsole login(IosDevice device, IosLanguage language) {
        return new IosConsole(device, language, Source.TYPED, IosMode.Plain.USER_EXEC);
    }

    /** A session in privileged exec mode. */
    public static IosConsole privileged(IosDevice device, IosLanguage language) {
        return new IosConsole(device, language, Source.TYPED, IosMode.Plain.PRIVILEGED_EXEC);
    }

    /** A session in global configuration mode, for lines that stand for typed ones, such as those of a file. */
    public static IosConsole configuring(IosDevice device, IosLanguage language) {
        return new IosConsole(device, language, Source.TYPED, IosMode.Plain.GLOBAL);
    }

    /**
     * A session for the lines of a start-up config, in global configuration mode.
     *
     * <p>A router's port that such a config speaks of is up unless the config says {@code shutdown}: a running
     * configuration says so of every port that is not up.
     */
    public static IosConsole startup(IosDevice device, IosLanguage language) {
        return new IosConsole(device, language, Source.STARTUP, IosMode.Plain.GLOBAL);
    }

    public IosDevice device() {
        return device;
    }

    /** What the language has for each mode, and writes. */
    public IosLanguage language() {
        return language;
    }

    public IosSettings settings() {
        return device.settings();
    }

    /**
     * The switch's bridge.
     *
     * @throws IllegalStateException on a router, whose commands have no use for it
     */
    public Bridge bridge() {
        if (device instanceof Switch bridged) {
            return bridged.bridge();
        }
        throw new IllegalStateException(device + ": a router (expected: a switch)");
    }

    /** True while a start-up config is loaded, rather than lines typed. */
    public boolean isStartup() {
        return source == Source.STARTUP;
    }

    public IosMode mode() {
        return mode;
    }

    /** Tells the session of the terminal and the line that it is at. */
    public void sitAt(TerminalSettings itsTerminal, TerminalLine itsLine) {
        terminal = itsTerminal;
        line = Optional.of(itsLine);
    }

    /** The terminal; if there is none, one that nobody looks at. */
    public TerminalSettings terminal() {
        return terminal;
    }

    /** The line; empty for a session that came by none. */
    public Optional<TerminalLine> line() {
        return line;
    }

    /** The user's connections to other devices. */
    public OutgoingSessions outgoing() {
        return outgoing;
    }

    /** Who configures the device, and from where, as log messages have it: {@code console by admin on vty0 (10.0.0.2)}. */
    public String configurator() {
        Optional<LineSession> session = line.flatMap(TerminalLine::session);
        if (line.isEmpty() || session.isEmpty()) {
            return "console by console";
        }
        String user = session.get().user();
        String place = line.get().logName();
        String location = session.get().location();
        return "console by " + (user.isEmpty() ? "" : user + " on ") + place
                + (location.isEmpty() ? "" : " (" + location + ")");
    }

    /** Changes the mode. */
    public void enter(IosMode newMode) {
        mode = newMode;
    }

    /** The interfaces being configured. */
    public List<DeviceInterface> selected() {
        return mode instanceof IosMode.Interfaces interfaces ? interfaces.selected() : List.of();
    }

    /** Notes that a config speaks of an interface; true at its first word of it. */
    public boolean open(DeviceInterface named) {
        return !opened.contains(named) && opened.add(named);
    }

    @Override
    public boolean isEnded() {
        return mode.kind() == IosMode.Kind.LOGGED_OUT;
    }

    @Override
    protected boolean givesHelp() {
        return !isStartup();
    }

    @Override
    public boolean isConfiguring() {
        return !mode.kind().isExec() && !isEnded();
    }

    @Override
    protected IosConsole self() {
        return this;
    }

    @Override
    protected CommandGraph<IosConsole> graph() {
        return graph(mode.kind());
    }

    private CommandGraph<IosConsole> graph(IosMode.Kind kind) {
        return language.graph(kind);
    }

    @Override
    protected String modePrompt() {
        String name = settings().hostname();
        boolean shorten = !mode.kind().isExec() && name.length() > MAX_PROMPT_NAME;
        return (shorten ? name.substring(0, MAX_PROMPT_NAME) : name) + mode.suffix();
    }

    @Override
    public List<Candidate> candidates(String lineSoFar) {
        int start = doPrefix(lineSoFar);
        int defaults = defaultPrefix(lineSoFar);
        if (defaults > 0) {
            return super.candidates(NO + lineSoFar.substring(defaults));
        }
        return start > 0
                ? graph(IosMode.Kind.PRIVILEGED_EXEC).candidates(lineSoFar.substring(start))
                : super.candidates(lineSoFar);
    }

    /** As {@link #doPrefix}, of the word {@code default} in the modes of configuration. */
    private int defaultPrefix(String line) {
        int start = line.length() - line.stripLeading().length();
        boolean found = isConfiguring() && line.regionMatches(true, start, DEFAULT, 0, DEFAULT.length());
        return found ? start + DEFAULT.length() : 0;
    }

    /** How long the word {@code do} and the space after it are, in a mode that has it; 0 if the line has none. */
    private int doPrefix(String line) {
        if (mode.kind().isExec()) {
            return 0;
        }
        int start = line.length() - line.stripLeading().length();
        return line.regionMatches(true, start, "do ", 0, 3) ? start + 3 : 0;
    }

    @Override
    protected String save(OutputFilter output) {
        Optional<DeviceUrl> file =
                output.fileName().flatMap(DeviceUrl::parse).filter(url -> url.place() == DeviceUrl.Place.FLASH);
        if (file.isEmpty()) {
            return output.fileName()
                    .map(name -> "%Error opening " + name + " (Undefined error)\n")
                    .orElse("");
        }
        String name = file.get().name();
        String before = output.kind() == OutputFilter.Kind.APPEND
                ? device.flash().file(name).map(DeviceFile::text).orElse("")
                : "";
        byte[] content = (before + output.fileText()).getBytes(StandardCharsets.UTF_8);
        Flash.Written written = device.flash().write(name, content);
        return written == Flash.Written.DONE ? "" : "%Error opening " + file.get() + " (" + written.reason() + ")\n";
    }

    /** Replaces the alias with which a line begins. */
    private String unaliased(String line) {
        String word = line.strip().split("\\s", 2)[0];
        String meant = settings().aliases().get(word);
        return meant == null ? line : meant + line.stripLeading().substring(word.length());
    }

    @Override
    protected void runLine(String line, Reply reply) {
        if (isEnded() || line.stripLeading().startsWith("!")) {
            reply.finish();
            return;
        }
        if (mode.kind().isExec()) {
            runExec(line, reply);
            return;
        }
        int start = doPrefix(line);
        if (start > 0) {
            execute(graph(IosMode.Kind.PRIVILEGED_EXEC), line.substring(start), start, reply);
            return;
        }
        if (mode instanceof IosMode.Section section && keeps(section, line)) {
            KeptLines.keep(
                    this,
                    settings().keptSection(section.header()),
                    line.startsWith(" ") ? line.substring(1).stripTrailing() : line.stripTrailing(),
                    reply);
            reply.finish();
            return;
        }
        int defaults = defaultPrefix(line);
        if (defaults > 0) {
            // The default of most settings is what "no" leaves.
            String negated = NO + line.substring(defaults);
            run(parseConfiguration(negated), negated, defaults - NO.length(), reply);
            return;
        }
        run(parseConfiguration(line), line, 0, reply);
    }

    /** IOS takes a lone unknown word for the name of a host to connect to, and no word at all for the last of those. */
    private void runExec(String typed, Reply reply) {
        String line = unaliased(typed);
        String word = line.strip();
        Parsed<IosConsole> parsed = graph().parse(line);
        if (parsed instanceof Parsed.Empty && outgoing.current().isPresent()) {
            outgoing.resume(outgoing.current().get(), reply);
        } else if (parsed instanceof Parsed.Invalid<IosConsole> invalid
                && word.equals(invalid.word())
                && !isStartup()
                && takesNames()) {
            boolean numbers = word.matches("[0-9]{1,2}") && outgoing.current().isPresent();
            execute(graph(), (numbers ? "resume " : "connect ") + word, 0, reply);
        } else {
            run(parsed, line, 0, reply);
        }
    }

    private boolean takesNames() {
        return line.map(TerminalLine::keptLines)
                .filter(lines -> lines.contains("transport preferred none"))
                .isEmpty();
    }

    /** Reads a line of configuration, by the global commands if the mode has none such; that leads there. */
    private Parsed<IosConsole> parseConfiguration(String line) {
        Parsed<IosConsole> parsed = graph().parse(line);
        if (mode.kind().isBelowGlobal() && !(parsed instanceof Parsed.Matched)) {
            Parsed<IosConsole> global = graph(IosMode.Kind.GLOBAL).parse(line);
            if (global instanceof Parsed.Matched) {
                mode = IosMode.Plain.GLOBAL;
                parsed = global;
            }
        }
        return parsed;
    }

    /** In a section that is kept, lines that are indented are of it; others are if they are nothing else. */
    private boolean keeps(IosMode.Section section, String line) {
        boolean known = graph().parse(line) instanceof Parsed.Matched
                || graph(IosMode.Kind.GLOBAL).parse(line) instanceof Parsed.Matched;
        boolean own = section.own().contains(line.strip().split(" ", 2)[0]);
        return !line.isBlank() && (line.startsWith(" ") || own || !known);
    }

    @Override
    protected void refuse(String line, int column, Parsed<IosConsole> failure, Reply reply) {
        String command = line.strip();
        if (failure instanceof Parsed.Ambiguous<IosConsole> ambiguous) {
            String candidates = String.join(" or ", ambiguous.candidates());
            reply.refuse("% Ambiguous command:  \"" + command + "\"", command, candidates);
        } else if (failure instanceof Parsed.Incomplete<IosConsole> incomplete) {
            reply.refuse("% Incomplete command.\n", command, expected(incomplete.expected()) + " after it");
        } else if (failure instanceof Parsed.Invalid<IosConsole> invalid) {
            String marker = " ".repeat(prompt().length() + column + invalid.column()) + "^";
            reply.refuse(
                    marker + "\n% Invalid input detected at '^' marker.\n",
                    command.equals(invalid.word()) ? command : invalid.word() + ", in " + command,
                    expected(invalid.expected()));
        }
    }

    private static String expected(List<String> expected) {
        if (expected.isEmpty()) {
            return "the end of the line";
        }
        return expected.size() > MAX_EXPECTED_SHOWN ? "a command" : String.join(", ", expected);
    }
}
