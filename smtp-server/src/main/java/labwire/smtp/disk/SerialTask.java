package labwire.smtp.disk;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs one step of work on an executor, never two at once, and at least once after each {@link #poke()}: what is asked
 * for while the step runs is done in the next.
 */
public final class SerialTask {

    private enum State {
        /** Nothing to do: poke → DUE. */
        IDLE,
        /** Handed to the executor: starts → RUNNING. */
        DUE,
        /** Poke → POKED, ends → IDLE. */
        RUNNING,
        /** Running, and to run again: ends → DUE. */
        POKED
    }

    private final Executor executor;
    private final Runnable step;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    public SerialTask(Executor executor, Runnable step) {
        this.executor = executor;
        this.step = step;
    }

    /** @return false if the executor takes no more work: the step will not run */
    public boolean poke() {
        State before = state.getAndUpdate(now -> switch (now) {
            case IDLE, DUE -> State.DUE;
            case RUNNING, POKED -> State.POKED;
        });
        return before != State.IDLE || hand();
    }

    private boolean hand() {
        try {
            executor.execute(this::run);
            return true;
        } catch (RejectedExecutionException e) {
            state.set(State.IDLE);
            return false;
        }
    }

    private void run() {
        state.set(State.RUNNING);
        try {
            step.run();
        } finally {
            State before = state.getAndUpdate(now -> now == State.POKED ? State.DUE : State.IDLE);
            if (before == State.POKED && !hand()) {
                run(); // The executor is ending, and takes nothing new; this thread of it is still there.
            }
        }
    }
}
