package labwire.netlab.console.line;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import labwire.netlab.console.Candidate;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.device.login.Login;
import labwire.netlab.device.login.LoginDialogue;
import labwire.netlab.device.login.LoginStep;
import org.jspecify.annotations.Nullable;

/** A session that first asks who is there, and then is the one that was asked for. */
final class LoginSession implements ConsoleSession {
    private final LoginDialogue dialogue;
    private final Function<Login, ? extends ConsoleSession> granted;
    private final Supplier<String> welcome;
    private LoginStep.@Nullable Question question;
    private @Nullable ConsoleSession inside;

    /**
     * @param granted makes the session of who has come in
     * @param welcome what is then shown first
     */
    LoginSession(LoginDialogue dialogue, Function<Login, ? extends ConsoleSession> granted, Supplier<String> welcome) {
        this.dialogue = dialogue;
        this.granted = granted;
        this.welcome = welcome;
    }

    /**
     * What to show first. Called once.
     *
     * @param greeting goes before a question
     */
    String begin(String greeting) {
        String text = take(dialogue.begin());
        return question == null ? text : greeting + text;
    }

    private String take(LoginStep step) {
        question = null;
        if (step instanceof LoginStep.Question asked) {
            question = asked;
            return asked.text();
        }
        if (step instanceof LoginStep.Granted login) {
            inside = granted.apply(login.login());
            return welcome.get();
        }
        return ((LoginStep.Denied) step).text();
    }

    @Override
    public String prompt() {
        return inside != null ? inside.prompt() : question == null ? "" : question.prompt();
    }

    @Override
    public boolean hidesInput() {
        return inside != null ? inside.hidesInput() : question != null && question.hidden();
    }

    @Override
    public boolean takesKey() {
        return inside != null && inside.takesKey();
    }

    @Override
    public boolean isAsking() {
        return inside == null || inside.isAsking();
    }

    @Override
    public boolean isConfiguring() {
        return inside != null && inside.isConfiguring();
    }

    @Override
    public void enter(String line, ConsoleOutput output) {
        if (inside != null) {
            inside.enter(line, output);
            return;
        }
        if (question != null) {
            output.print(take(dialogue.answer(line)));
        }
        output.finished(CommandResult.ACCEPTED);
    }

    @Override
    public boolean isBusy() {
        return inside != null && inside.isBusy();
    }

    @Override
    public void interrupt() {
        if (inside != null) {
            inside.interrupt();
        }
    }

    @Override
    public List<Candidate> candidates(String lineSoFar) {
        return inside == null ? List.of() : inside.candidates(lineSoFar);
    }

    @Override
    public String help(String lineSoFar) {
        return inside == null ? "" : inside.help(lineSoFar);
    }

    @Override
    public boolean isEnded() {
        return inside != null ? inside.isEnded() : question == null;
    }
}
