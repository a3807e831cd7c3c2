package labwire.netlab.console.ios;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import labwire.netlab.console.Command.Completion;
import labwire.netlab.console.Reply;

/**
 * Questions that a command asks one after another, as {@code ping} without an argument does. An empty answer leaves the
 * default that the prompt shows in brackets; one that cannot be taken ends the dialogue with a word why.
 */
public final class Dialogue {
    /** @param take gives the complaint, or nothing if the answer is taken */
    private record Question(Supplier<String> prompt, BooleanSupplier wanted, Function<String, Optional<String>> take) {}

    private final IosConsole console;
    private final List<Question> questions = new ArrayList<>();
    private BooleanSupplier wanted = () -> true;

    public Dialogue(IosConsole console) {
        this.console = console;
    }

    /** The questions that follow are asked only if this holds when their turn comes. */
    public Dialogue onlyIf(BooleanSupplier condition) {
        wanted = condition;
        return this;
    }

    /**
     * Adds a question whose answer need not be text of a certain form.
     *
     * @param take gives the complaint, or nothing if the answer is taken
     */
    public Dialogue text(String prompt, Function<String, Optional<String>> take) {
        return text(() -> prompt, take);
    }

    /** The same, with a prompt that is known when its turn comes. */
    public Dialogue text(Supplier<String> prompt, Function<String, Optional<String>> take) {
        questions.add(new Question(prompt, wanted, take));
        return this;
    }

    /** Adds a question for a number. */
    public Dialogue number(String prompt, int min, int max, IntConsumer take) {
        return text(prompt, answer -> {
            if (!answer.isEmpty() && !isNumber(answer, min, max)) {
                return Optional.of(expectation(min, max));
            }
            if (!answer.isEmpty()) {
                take.accept(Integer.parseInt(answer));
            }
            return Optional.empty();
        });
    }

    /**
     * Adds a question for a number.
     *
     * @param usual what an empty answer means
     * @param take gives the complaint, or nothing if the answer is taken
     */
    public Dialogue number(String prompt, int usual, int min, int max, IntFunction<Optional<String>> take) {
        return text(
                prompt,
                answer -> answer.isEmpty()
                        ? take.apply(usual)
                        : isNumber(answer, min, max)
                                ? take.apply(Integer.parseInt(answer))
                                : Optional.of(expectation(min, max)));
    }

    private static boolean isNumber(String answer, int min, int max) {
        return answer.matches("[0-9]{1,9}") && Integer.parseInt(answer) >= min && Integer.parseInt(answer) <= max;
    }

    private static String expectation(int min, int max) {
        return "% A decimal number between " + min + " and " + max + ".";
    }

    /** Adds a question for a yes or a no, of which no is the default. */
    public Dialogue yes(String prompt, Consumer<Boolean> take) {
        return text(prompt, answer -> {
            take.accept(answer.regionMatches(true, 0, "y", 0, 1));
            return Optional.empty();
        });
    }

    /** Asks; after the last answer the end is told, which finishes the reply. */
    public void run(Consumer<Reply> end) {
        ask(0, end);
    }

    private void ask(int from, Consumer<Reply> end) {
        int index = from;
        while (index < questions.size() && !questions.get(index).wanted().getAsBoolean()) {
            index++;
        }
        Question question = questions.get(index);
        int next = index + 1;
        String prompt = question.prompt().get();
        console.ask(prompt, Completion.ON_FINISH, (answer, reply) -> {
            Optional<String> complaint = question.take().apply(answer.strip());
            boolean more =
                    questions.stream().skip(next).anyMatch(left -> left.wanted().getAsBoolean());
            if (complaint.isPresent()) {
                reply.refuse(complaint.get(), answer, "an answer to " + prompt.strip());
                reply.finish();
            } else if (more) {
                ask(next, end);
                reply.finish();
            } else {
                end.accept(reply);
            }
        });
    }
}
