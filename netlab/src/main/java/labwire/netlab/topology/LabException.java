package labwire.netlab.topology;

import java.util.List;
import java.util.stream.Collectors;

/** A lab file, or a start-up config that it names, cannot be used. Nothing of the lab has been left running. */
public final class LabException extends RuntimeException {
    /** More problems than this are not collected. */
    public static final int MAX_PROBLEMS = 100;

    private final transient List<Problem> problems;

    /** Made of at least one problem, in the order in which they were found; the message is one line for each. */
    public LabException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order in which it was found. */
    public List<Problem> problems() {
        return problems;
    }
}
