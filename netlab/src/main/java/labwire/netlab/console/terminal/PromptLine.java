package labwire.netlab.console.terminal;

import java.util.List;
import labwire.netlab.console.Candidate;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.TerminalSettings;

/** The line that is being typed behind a session's prompt, and how it looks on the screen. */
final class PromptLine {
    private static final String BELL = "\u0007";

    private final ConsoleSession session;
    private final TerminalSettings settings;
    private final Screen screen;
    private final LineView view;
    private final LineEditor editor = new LineEditor();

    PromptLine(ConsoleSession session, TerminalSettings settings, Screen screen) {
        this.session = session;
        this.settings = settings;
        this.screen = screen;
        view = new LineView(screen);
    }

    String text() {
        return editor.text();
    }

    String beforeCursor() {
        return editor.text().substring(0, editor.cursor());
    }

    void clear() {
        editor.set("");
    }

    /** Takes a key that edits; one that cannot do anything rings the bell. */
    void type(Key key) {
        if (editor.edit(key)) {
            show();
        } else {
            screen.echo(BELL);
        }
    }

    /** Puts an earlier line in its place. */
    void recall(String recalled) {
        if (!session.isAsking()) {
            editor.set(recalled);
            show();
        }
    }

    /** Shows the prompt, in a piece of its own, and what has been typed behind it. */
    void redraw(String before) {
        screen.echo(before);
        screen.print(session.prompt());
        screen.flush();
        view.begin();
        show();
    }

    /** Ends the word before the cursor, if there is but one end for it. */
    void complete() {
        if (session.isAsking()) {
            screen.echo(BELL);
            return;
        }
        String before = beforeCursor();
        List<Candidate> candidates = session.candidates(before);
        boolean inWord = !before.isEmpty() && before.charAt(before.length() - 1) != ' ';
        if (inWord && candidates.size() == 1 && candidates.get(0).kind() == Candidate.Kind.KEYWORD) {
            int typed = before.length() - before.lastIndexOf(' ') - 1;
            editor.insert(candidates.get(0).text().substring(typed) + " ");
        }
        redraw("\r\n");
    }

    private void show() {
        if (!session.hidesInput()) {
            int width = settings.width();
            view.show(editor.text(), editor.cursor(), width == 0 ? 0 : Math.max(1, width - promptLength()));
        }
    }

    private int promptLength() {
        String prompt = session.prompt();
        return prompt.length() - prompt.lastIndexOf('\n') - 1;
    }
}
