package labwire.netlab.console;

import java.util.List;
import java.util.function.BiConsumer;
import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.pipe.OutputFilter;
import org.jspecify.annotations.Nullable;

/**
 * A session whose lines are parsed by command graphs; what is left to a subclass is which graph, and how it words
 * errors.
 *
 * @param <C> what commands work on: as a rule, the subclass itself
 */
public abstract class GraphSession<C> implements ConsoleSession {
    /** A question of a command, whose answer is the next line. */
    private record Question(String prompt, Kind kind, Completion completion, BiConsumer<String, Reply> answer) {
        enum Kind {
            LINE,
            /** A line that is not shown. */
            PASSWORD,
            /** One key is the whole answer. */
            KEY
        }
    }

    private final LineQueue queue = new LineQueue(this::run);
    private @Nullable Question question;

    /** The subclass, as commands see it. */
    protected abstract C self();

    /** The graph of the present mode. */
    protected abstract CommandGraph<C> graph();

    /** The prompt of the present mode. */
    protected abstract String modePrompt();

    /** Runs a line that is no answer to a question: as a rule, {@link #execute} with the present mode's graph. */
    protected abstract void runLine(String line, Reply reply);

    /** Answers a line that does not parse, by {@link Reply#refuse}. */
    protected abstract void refuse(String line, int column, Parsed<C> failure, Reply reply);

    /**
     * Saves the output of a command that went to a file.
     *
     * @return what went wrong; empty if nothing did
     */
    protected String save(OutputFilter output) {
        return output.fileName()
                .map(name -> "% There is no file " + name + "\n")
                .orElse("");
    }

    /** False where a question mark at the end of a line is a part of it, as in a file. */
    protected boolean givesHelp() {
        return true;
    }

    @Override
    public String help(String lineSoFar) {
        List<Candidate> candidates = candidates(lineSoFar);
        return candidates.isEmpty() && graph().parse(lineSoFar) instanceof Parsed.Ambiguous
                ? "% Ambiguous command:  \"" + lineSoFar + "\"\n"
                : HelpText.of(lineSoFar, candidates);
    }

    @Override
    public final String prompt() {
        return question == null ? modePrompt() : question.prompt();
    }

    @Override
    public final void enter(String line, ConsoleOutput output) {
        queue.enter(line, output);
    }

    @Override
    public final boolean isBusy() {
        return queue.isBusy();
    }

    @Override
    public final void interrupt() {
        question = null;
        queue.interrupt();
    }

    @Override
    public List<Candidate> candidates(String lineSoFar) {
        return graph().candidates(lineSoFar);
    }

    /** Asks for a line; the command is over, and the next line goes to the answer's taker instead of the graph. */
    public final void ask(String prompt, BiConsumer<String, Reply> answer) {
        ask(prompt, Completion.ON_RETURN, answer);
    }

    /** Asks as {@link #ask(String, BiConsumer)} does, for an answer that may take its time over its work. */
    public final void ask(String prompt, Completion completion, BiConsumer<String, Reply> answer) {
        question = new Question(prompt, Question.Kind.LINE, completion, answer);
    }

    /** Asks for a line that terminals do not show. */
    public final void askPassword(String prompt, BiConsumer<String, Reply> answer) {
        question = new Question(prompt, Question.Kind.PASSWORD, Completion.ON_RETURN, answer);
    }

    /** Asks, with a prompt that ends in {@code [confirm]}, for Enter or {@code y}; any other key is a no. */
    public final void confirm(String prompt, Completion completion, BiConsumer<Boolean, Reply> answer) {
        question = new Question(prompt, Question.Kind.KEY, completion, (line, reply) -> {
            String key = line.strip();
            answer.accept(key.isEmpty() || key.regionMatches(true, 0, "y", 0, 1), reply);
        });
    }

    @Override
    public final boolean hidesInput() {
        return question != null && question.kind() == Question.Kind.PASSWORD;
    }

    @Override
    public final boolean takesKey() {
        return question != null && question.kind() == Question.Kind.KEY;
    }

    /** True while a question is open, so that the next line is its answer. */
    @Override
    public final boolean isAsking() {
        return question != null;
    }

    private void run(String line, Reply reply) {
        Question open = question;
        if (open != null) {
            question = null;
            open.answer().accept(line, reply);
            if (open.completion() == Completion.ON_RETURN) {
                reply.finish();
            }
        } else if (givesHelp() && line.endsWith("?")) {
            reply.print(help(line.substring(0, line.length() - 1)));
            reply.finish();
        } else {
            runLine(line, reply);
        }
    }

    /**
     * Parses a line by a graph and runs its command, or refuses it.
     *
     * @param column where the line begins on the screen, prompt not counted
     */
    protected final void execute(CommandGraph<C> graph, String line, int column, Reply reply) {
        run(graph.parse(line), line, column, reply);
    }

    /** Runs what a line was parsed into. */
    protected final void run(Parsed<C> parsed, String line, int column, Reply reply) {
        if (parsed instanceof Parsed.Matched<C> matched) {
            Command<C> command = matched.command();
            matched.filter().ifPresent(filter -> reply.filter(filter, this::save));
            command.action().run(self(), matched.arguments(), reply);
            switch (command.completion()) {
                case ON_RETURN -> reply.finish();
                case ON_FINISH -> {}
            }
            return;
        }
        if (!(parsed instanceof Parsed.Empty<C>)) {
            refuse(line, column, parsed, reply);
        }
        reply.finish();
    }
}
