package labwire.netlab.topology;

import java.util.ArrayList;
import java.util.List;

/** Gathers problems, so that a user sees several at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(SourceLocation at, String what, String wasFound, String expected) {
        add(new Problem(at, what, wasFound, expected));
    }

    /**
     * Keeps the problem.
     *
     * @throws LabException if that was the last one there is room for
     */
    public void add(Problem problem) {
        found.add(problem);
        if (found.size() == LabException.MAX_PROBLEMS) {
            throw new LabException(found);
        }
    }

    /** The exception for a problem after which nothing more can be read. */
    LabException stop(Problem problem) {
        found.add(problem);
        return new LabException(found);
    }

    /** @throws LabException if there are any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new LabException(found);
        }
    }
}
