package labwire.netlab.console.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.RawKeyboard;
import labwire.netlab.console.TerminalSettings;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import org.jspecify.annotations.Nullable;

/**
 * A terminal at a session: echo and line editing, history, help at {@code ?}, completion at Tab, paging, type-ahead,
 * log messages, and an end when nobody types any more. Octets in, octets out. Lab thread only.
 */
public final class Terminal {
    /** Keys that wait while a command runs; more are lost. */
    static final int MAX_TYPE_AHEAD = 1 << 18;

    private enum State {
        /** Made; {@link #open} leads to EDITING. */
        CLOSED,
        /** The prompt is shown, keys edit the line; Enter leads to RUNNING. */
        EDITING,
        /** A command runs, keys wait. Its end leads to EDITING, a full page to PAUSED. */
        RUNNING,
        /** {@code --More--}: a key leads to RUNNING, or, if the command is over, to EDITING. */
        PAUSED,
        /** The session is over. */
        ENDED
    }

    private final LabEventLoop loop;
    private final ConsoleSession session;
    private final TerminalSettings settings;
    private final Screen screen;
    private final Pager pager;
    private final LogDisplay messages;
    private final PromptLine line;
    private final KeyDecoder decoder = new KeyDecoder(this::pressed);
    private final Deque<Key> typeAhead = new ArrayDeque<>();
    private final LabTimer idleTimer;
    private State state = State.CLOSED;
    private boolean commandIsOver;
    /** What is printed is help: the line being typed is shown again after it. */
    private boolean helping;

    private boolean draining;
    /** The command that has the keyboard. */
    private @Nullable RawKeyboard keyboard;

    /** @param settings what the session's commands set, and nobody else's */
    public Terminal(LabEventLoop loop, ConsoleSession session, TerminalSettings settings, TerminalOutput output) {
        this.loop = loop;
        this.session = session;
        this.settings = settings;
        screen = new Screen(output);
        line = new PromptLine(session, settings, screen);
        pager = new Pager(screen, settings);
        messages = new LogDisplay(screen);
        idleTimer = loop.newTimer(this::idle);
    }

    /** Shows a text, such as a banner, and the first prompt. Once. */
    public void open(String text) {
        screen.print(text);
        if (session.isEnded()) {
            end();
            return;
        }
        restartIdleTimer();
        prompt(session.isAsking() && !text.isEmpty() ? "" : "\r\n");
        drain();
    }

    /** Takes what the keyboard sends. */
    public void input(byte[] octets, int offset, int length) {
        if (state == State.ENDED) {
            return;
        }
        int end = offset + length;
        for (int at = offset; at < end && state != State.ENDED; ) {
            if (keyboard == null) {
                decoder.decode(octets[at++]);
            } else {
                at += keyboard.typed(octets, at, end - at);
            }
        }
        if (state != State.ENDED) {
            screen.flush();
            restartIdleTimer();
        }
    }

    /** The client says how large its screen is; 0 for what it does not know. */
    public void resize(int columns, int rows) {
        settings.reportedSize(columns, rows);
    }

    /** Shows a log message, at the end of the turn, if the terminal is to show such. */
    public void message(String text) {
        if (settings.isMonitoring() && screen.isWritable() && messages.add(text)) {
            loop.atTurnEnd(this::showMessages);
        }
    }

    /** Ends it: a command that runs is interrupted, and nothing is shown any more. */
    public void close() {
        if (state != State.ENDED) {
            state = State.ENDED;
            idleTimer.cancel();
            typeAhead.clear();
            session.interrupt();
        }
    }

    public boolean isEnded() {
        return state == State.ENDED;
    }

    private void pressed(Key key) {
        if (state == State.RUNNING && key.interrupts()) {
            // What was typed before is given up with the command.
            typeAhead.clear();
            session.interrupt();
            drain();
        } else if (typeAhead.size() < MAX_TYPE_AHEAD) {
            typeAhead.add(key);
            drain();
        }
    }

    /** Handles the keys that wait, as far as no command keeps them waiting. A loop, however commands end. */
    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!typeAhead.isEmpty() && (state == State.EDITING || state == State.PAUSED)) {
                Key key = typeAhead.remove();
                if (state == State.PAUSED) {
                    page(key);
                } else {
                    edit(key);
                }
            }
        } finally {
            draining = false;
        }
    }

    private void edit(Key key) {
        if (session.takesKey() && key.kind() == Key.Kind.CHARACTER) {
            screen.echo(String.valueOf(key.character()));
            enter(String.valueOf(key.character()));
            return;
        }
        switch (key.kind()) {
            case ENTER -> enter(line.text());
            case HELP -> {
                if (session.isAsking()) {
                    line.type(key);
                } else {
                    help();
                }
            }
            case TAB -> line.complete();
            case UP -> line.recall(settings.history().previous(line.text()));
            case DOWN -> line.recall(settings.history().next(line.text()));
            case REDRAW -> line.redraw("\r\n");
            case END -> endConfiguration();
            case INTERRUPT -> abandonLine();
            case ESCAPE, UNKNOWN -> {}
            case CHARACTER,
                    BACKSPACE,
                    DELETE,
                    LEFT,
                    RIGHT,
                    LINE_START,
                    LINE_END,
                    WORD_LEFT,
                    WORD_RIGHT,
                    ERASE_TO_END,
                    ERASE_TO_START,
                    ERASE_WORD_LEFT,
                    ERASE_WORD_RIGHT,
                    YANK,
                    TRANSPOSE,
                    CAPITALIZE,
                    UPPERCASE,
                    LOWERCASE -> line.type(key);
        }
    }

    private void prompt(String before) {
        state = State.EDITING;
        line.clear();
        settings.history().begin(session.isConfiguring());
        if (settings.isSynchronous()) {
            messages.show();
        }
        line.redraw(before);
    }

    private void enter(String text) {
        boolean asked = session.isAsking();
        boolean configuring = session.isConfiguring();
        screen.echo("\r\n");
        if (!asked) {
            settings.history().add(text, configuring, settings.historySize());
        }
        run(text);
    }

    private void run(String text) {
        state = State.RUNNING;
        commandIsOver = false;
        pager.begin();
        session.enter(text, new CommandOutput());
    }

    /** What a command says, and its hold on the keyboard. */
    private final class CommandOutput implements ConsoleOutput {
        @Override
        public void print(String more) {
            Terminal.this.print(more);
        }

        @Override
        public void finished(CommandResult result) {
            keyboard = null;
            commandIsOver = true;
            Terminal.this.print("");
        }

        @Override
        public boolean lendKeyboard(RawKeyboard taker) {
            keyboard = taker;
            byte[] waiting = typedAhead().getBytes(StandardCharsets.UTF_8);
            if (waiting.length > 0) {
                taker.typed(waiting, 0, waiting.length);
            }
            return true;
        }

        /** What was typed before the command took the keyboard, as far as it is text. */
        private String typedAhead() {
            StringBuilder text = new StringBuilder();
            for (Key key : typeAhead) {
                if (key.kind() == Key.Kind.CHARACTER) {
                    text.append(key.character());
                } else if (key.kind() == Key.Kind.ENTER) {
                    text.append('\r');
                }
            }
            typeAhead.clear();
            return text.toString();
        }

        @Override
        public void show(byte[] octets) {
            if (state != State.ENDED) {
                screen.raw(octets);
            }
        }

        @Override
        public boolean isWritable() {
            return screen.isWritable();
        }
    }

    private void print(String text) {
        if (state == State.ENDED) {
            return;
        }
        pager.print(text);
        proceed();
        screen.flush();
        if (state != State.RUNNING) {
            drain();
        }
    }

    /** Comes to the state that the pager and the command give. */
    private void proceed() {
        if (pager.isWaiting()) {
            state = State.PAUSED;
        } else if (!commandIsOver) {
            state = State.RUNNING;
        } else if (helping) {
            helping = false;
            state = State.EDITING;
            line.redraw("");
        } else if (session.isEnded()) {
            end();
        } else {
            prompt("");
        }
    }

    private void page(Key key) {
        if (key.kind() == Key.Kind.UNKNOWN) {
            return;
        }
        boolean enough = pager.take(key);
        state = State.RUNNING;
        if (enough && !commandIsOver) {
            session.interrupt();
        } else {
            proceed();
        }
    }

    private void help() {
        String lineSoFar = line.beforeCursor();
        screen.echo("?\r\n");
        state = State.RUNNING;
        commandIsOver = true;
        helping = true;
        pager.begin();
        pager.print(session.help(lineSoFar));
        proceed();
    }

    /** Ctrl-Z: the line is run, then configuration ends. */
    private void endConfiguration() {
        screen.echo("^Z");
        if (!session.isConfiguring() || session.isAsking()) {
            abandonLine();
            return;
        }
        for (int i = "end\n".length() - 1; i >= 0; i--) {
            typeAhead.addFirst(i == 3 ? Key.of(Key.Kind.ENTER) : Key.of("end".charAt(i)));
        }
        enter(line.text());
    }

    /** Ctrl-C: the line, or the question that it was to answer, is given up, and configuration with it. */
    private void abandonLine() {
        session.interrupt();
        screen.echo("\r\n");
        if (session.isConfiguring()) {
            run("end");
        } else {
            prompt("");
        }
    }

    private void showMessages() {
        boolean editing = state == State.EDITING;
        if (state == State.ENDED || settings.isSynchronous() && !editing) {
            return;
        }
        messages.show();
        if (settings.isSynchronous()) {
            line.redraw("");
        }
        screen.flush();
    }

    private void restartIdleTimer() {
        long limit = settings.idleLimitNanos();
        if (limit == 0) {
            idleTimer.cancel();
        } else {
            idleTimer.arm(loop.now() + limit);
        }
    }

    private void idle() {
        if (state == State.RUNNING) {
            restartIdleTimer();
            return;
        }
        if (session.isAsking()) {
            screen.echo("\r\n% " + session.prompt().strip() + "  timeout expired!\r\n");
        }
        session.interrupt();
        end();
    }

    private void end() {
        state = State.ENDED;
        idleTimer.cancel();
        typeAhead.clear();
        screen.close();
    }
}
