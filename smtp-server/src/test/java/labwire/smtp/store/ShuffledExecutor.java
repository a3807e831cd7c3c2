package labwire.smtp.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Runs what it is given when told to, in an order that the dice choose: as a pool of threads might, but repeatably. */
public final class ShuffledExecutor implements Executor {

    private final List<Runnable> waiting = new ArrayList<>();
    private final RandomGenerator dice;

    public ShuffledExecutor(RandomGenerator dice) {
        this.dice = dice;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /** @return whether there was something to run */
    public boolean runOne() {
        if (waiting.isEmpty()) {
            return false;
        }
        waiting.remove(dice.nextInt(waiting.size())).run();
        return true;
    }

    public void runAll() {
        while (runOne()) {
            // Each task may add more.
        }
    }
}
