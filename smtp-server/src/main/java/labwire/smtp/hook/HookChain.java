package labwire.smtp.hook;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;

/**
 * Hooks asked one after the other: the first that does not accept decides, and the others are not asked. Manners add up,
 * later ones over earlier ones.
 */
public final class HookChain implements Hook {

    private final List<Hook> hooks;

    private HookChain(List<Hook> hooks) {
        this.hooks = List.copyOf(hooks);
    }

    public static Hook of(List<Hook> hooks) {
        return switch (hooks.size()) {
            case 0 -> NONE;
            case 1 -> hooks.get(0);
            default -> new HookChain(hooks);
        };
    }

    @Override
    public Future<Decision> decide(Inquiry inquiry, EventExecutor executor) {
        return from(0, Manner.USUAL, inquiry, executor);
    }

    private Future<Decision> from(int first, Manner before, Inquiry inquiry, EventExecutor executor) {
        Manner manner = before;
        for (int i = first; i < hooks.size(); i++) {
            Future<Decision> answer = hooks.get(i).decide(inquiry, executor);
            if (!answer.isDone()) {
                return later(answer, i + 1, manner, inquiry, executor);
            }
            if (!(answer.isSuccess() && answer.getNow() instanceof Decision.Accept accepted)) {
                return answer;
            }
            manner = manner.and(accepted.manner());
        }
        return executor.newSucceededFuture(manner.equals(Manner.USUAL) ? Decision.ACCEPT : new Decision.Accept(manner));
    }

    private Future<Decision> later(
            Future<Decision> answer, int next, Manner manner, Inquiry inquiry, EventExecutor executor) {
        Promise<Decision> whole = executor.newPromise();
        answer.addListener((Future<Decision> done) -> {
            if (!done.isSuccess()) {
                whole.setFailure(done.cause());
            } else if (done.getNow() instanceof Decision.Accept accepted) {
                from(next, manner.and(accepted.manner()), inquiry, executor).addListener((Future<Decision> rest) -> {
                    if (rest.isSuccess()) {
                        whole.setSuccess(rest.getNow());
                    } else {
                        whole.setFailure(rest.cause());
                    }
                });
            } else {
                whole.setSuccess(done.getNow());
            }
        });
        return whole;
    }
}
