package labwire.netlab.console.line;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.TerminalSettings;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.console.terminal.Terminal;
import labwire.netlab.console.terminal.TerminalOutput;
import labwire.netlab.device.Banner;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.SystemLog;
import labwire.netlab.device.line.LineSession;
import labwire.netlab.device.line.TerminalLine;
import labwire.netlab.device.line.TerminalLine.Kind;
import labwire.netlab.device.line.Transport;
import labwire.netlab.device.login.Login;
import labwire.netlab.device.login.LoginDialogue;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's terminal on a line of a router or a switch, from the connection to its end. Octets in, octets out. Lab
 * thread only.
 */
public final class DeviceTerminal {
    /** How long a name or a password is waited for. */
    static final long LOGIN_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int PRIVILEGED = 15;

    private final IosDevice device;
    private final TerminalLine line;
    private final LineSession seat;
    private final TerminalSettings settings = new TerminalSettings();
    private final Optional<LoginSession> login;
    private final Terminal terminal;
    private final Runnable stopListening;
    private final LabTimer absoluteTimer;
    /** Who has logged in; nobody before that. */
    private @Nullable IosConsole console;

    private DeviceTerminal(
            IosDevice device, TerminalLine line, String location, Optional<Login> known, TerminalOutput output) {
        this.device = device;
        this.line = line;
        seat = new LineSession(location, device.loop().now(), () -> hangUp(output));
        absoluteTimer = device.loop().newTimer(() -> hangUp(output));
        settings.monitoring(line.kind() == Kind.CONSOLE);
        settings.synchronous(line.isSynchronous());
        settings.historySize(line.historySize());
        line.length().ifPresent(settings::length);
        line.width().ifPresent(settings::width);
        login = known.isPresent()
                ? Optional.empty()
                : Optional.of(new LoginSession(
                        new LoginDialogue(device.accounts(), line.access()),
                        this::loggedIn,
                        () -> banner(Banner.EXEC)));
        ConsoleSession session = known.<ConsoleSession>map(this::loggedIn).orElseGet(login::orElseThrow);
        terminal = new Terminal(device.loop(), session, settings, new LineOutput(output));
        SystemLog log = device.log();
        stopListening = (line.kind() == Kind.CONSOLE ? log.console() : log.monitor()).listen(terminal::message);
        line.occupy(seat);
    }

    /**
     * Takes a virtual line.
     *
     * @param from the client's address
     * @param known who has logged in already; empty for the line to ask
     * @return empty if no line may be reached so, all are taken, or the line's access list denies the client
     */
    public static Optional<DeviceTerminal> onVirtualLine(
            IosDevice device, Transport transport, IpAddress from, Optional<Login> known, TerminalOutput output) {
        return device.lines()
                .free(transport)
                .filter(line -> line.accessClass()
                        .map(list -> device.accessLists().group(list).permits(from))
                        .orElse(true))
                .map(line -> new DeviceTerminal(device, line, from.toString(), known, output));
    }

    /** Takes the console port, from whoever is there. */
    public static DeviceTerminal onConsole(IosDevice device, TerminalOutput output) {
        TerminalLine console = device.lines().console();
        console.session().ifPresent(LineSession::hangUp);
        return new DeviceTerminal(device, console, "", Optional.empty(), output);
    }

    /** Shows what the line has to say, and the first prompt. Once; the size of the screen may be told before. */
    public void open() {
        if (login.isPresent()) {
            settings.idleLimitNanos(LOGIN_LIMIT_NANOS);
        }
        // Clients that have logged in before there is a terminal are shown the first banner all the same.
        String first = banner(Banner.MOTD);
        terminal.open(first
                + login.map(session -> session.begin(banner(Banner.LOGIN))).orElseGet(() -> banner(Banner.EXEC)));
    }

    /** A text of the device's, on lines of its own; empty if it has none. */
    private String banner(Banner banner) {
        String text = device.settings().banners().get(banner);
        return text == null ? "" : "\n" + text + (text.endsWith("\n") ? "" : "\n");
    }

    /** Takes what the keyboard sends. */
    public void input(byte[] octets, int offset, int length) {
        seat.activeNanos(device.loop().now());
        terminal.input(octets, offset, length);
    }

    /** The client says how large its screen is; 0 for what it does not know. */
    public void resize(int columns, int rows) {
        terminal.resize(columns, rows);
    }

    /** The client has gone: nothing is shown any more, and the line is free. */
    public void close() {
        stopListening.run();
        absoluteTimer.cancel();
        line.release(seat);
        terminal.close();
        if (console != null) {
            console.outgoing().closeAll();
        }
    }

    public TerminalLine line() {
        return line;
    }

    private IosConsole loggedIn(Login who) {
        seat.user(who.user());
        settings.idleLimitNanos(TimeUnit.SECONDS.toNanos(line.execTimeoutSeconds()));
        IosConsole opened = who.privilege() >= PRIVILEGED ? IosImage.privileged(device) : IosImage.login(device);
        opened.sitAt(settings, line);
        if (line.absoluteTimeoutMinutes() > 0) {
            absoluteTimer.arm(device.loop().now() + TimeUnit.MINUTES.toNanos(line.absoluteTimeoutMinutes()));
        }
        console = opened;
        return opened;
    }

    private void hangUp(TerminalOutput output) {
        close();
        output.closed();
    }

    /** Gives the line back when the session ends by itself. */
    private final class LineOutput implements TerminalOutput {
        private final TerminalOutput output;

        LineOutput(TerminalOutput output) {
            this.output = output;
        }

        @Override
        public void write(byte[] octets) {
            output.write(octets);
        }

        @Override
        public void closed() {
            close();
            output.closed();
        }

        @Override
        public boolean isWritable() {
            return output.isWritable();
        }
    }
}
