package labwire.netlab.time;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/** What a lab's loop does besides Netty's tasks: the work put off to the end of a turn, then the timers that are due. */
final class LabIoHandler implements IoHandler {
    private final TimerHeap timers;
    private final ArrayDeque<Runnable> turnEnd = new ArrayDeque<>();
    private volatile Thread parked = Thread.currentThread();

    LabIoHandler(LabClock clock) {
        timers = new TimerHeap(clock);
    }

    TimerHeap timers() {
        return timers;
    }

    void atTurnEnd(Runnable action) {
        turnEnd.add(action);
    }

    void ownedBy(Thread thread) {
        parked = thread;
    }

    @Override
    public int run(IoHandlerContext context) {
        int done = 0;
        for (int left = turnEnd.size(); left > 0; left--) {
            turnEnd.remove().run();
            done++;
        }
        return done + timers.fireDue();
    }

    @Override
    public IoRegistration register(IoHandle handle) {
        throw new UnsupportedOperationException(handle.getClass().getName() + " (expected: a channel of the lab)");
    }

    @Override
    public void wakeup() {
        LockSupport.unpark(parked);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return false;
    }
}
