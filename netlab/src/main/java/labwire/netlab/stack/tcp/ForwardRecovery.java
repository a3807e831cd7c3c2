package labwire.netlab.stack.tcp;

/**
 * Finds out whether a retransmission timeout was spurious where no timestamps tell: F-RTO, the basic way and the one with
 * SACK (<a href="https://www.rfc-editor.org/rfc/rfc5682">RFC 5682, 2.1 and 3.1</a>). Once the first segment, sent again,
 * is acknowledged, new data goes out in place of the rest; if what then arrives is data that was sent only once before the
 * timeout, nothing had been lost.
 */
final class ForwardRecovery {
    /** Step 2b. */
    private static final int MAX_NEW_SEGMENTS = 2;

    private enum Step {
        /** There is no doubt. A timeout: {@link #RESENT}. */
        CLEAR,
        /**
         * Step 1: the first segment has gone out again. It is acknowledged, and not all else: {@link #PROBING}. All is, or a
         * duplicate comes without SACK: {@link #CLEAR}.
         */
        RESENT,
        /** Steps 2b and 3: new data goes out, and the next acknowledgment decides. Whatever it says: {@link #CLEAR}. */
        PROBING
    }

    /** What an acknowledgment says. */
    enum Verdict {
        NONE,
        SPURIOUS,
        /** The network has lost what is taken for lost. */
        GENUINE
    }

    private Step step = Step.CLEAR;
    /** Where the segment ends that went out again. */
    private long resentEnd;

    private int newSegments;

    /** The timer has expired while no loss was under repair. */
    void begin() {
        step = Step.RESENT;
        resentEnd = 0;
        newSegments = 0;
    }

    /** The usual repair goes on. */
    void stop() {
        step = Step.CLEAR;
    }

    /** @param stamped a timestamp will tell sooner (RFC 3522) */
    void resent(long end, boolean stamped) {
        if (stamped) {
            stop();
        } else {
            resentEnd = Math.max(resentEnd, end);
        }
    }

    /** New data is to go out before what is taken for lost. */
    boolean isProbing() {
        return step == Step.PROBING;
    }

    /** So many of new data may still go out. */
    int segmentsLeft() {
        return Math.max(0, MAX_NEW_SEGMENTS - newSegments);
    }

    void probed(int segments) {
        newSegments += segments;
    }

    /** Whether new data is under way whose acknowledgment will decide. */
    boolean isAnswerAwaited() {
        return newSegments > 0;
    }

    /**
     * Takes an acknowledgment.
     *
     * @param recover SND.NXT at the timeout
     * @param selective the peer reports what it has by SACK
     */
    Verdict acknowledged(Delivery delivery, boolean duplicate, SendSequence sequence, long recover, boolean selective) {
        return switch (step) {
            case CLEAR -> Verdict.NONE;
            case RESENT -> {
                if (delivery.acknowledgedBytes() > 0) {
                    boolean some = sequence.una() >= resentEnd && sequence.una() < recover;
                    step = some ? Step.PROBING : Step.CLEAR;
                } else if (duplicate && !selective) {
                    stop();
                }
                yield Verdict.NONE;
            }
            case PROBING -> {
                if (delivery.lowestOriginalEnd() <= recover) {
                    stop();
                    yield Verdict.SPURIOUS;
                }
                if (duplicate || delivery.newlySackedBytes() > 0) {
                    stop();
                    yield Verdict.GENUINE;
                }
                yield Verdict.NONE;
            }
        };
    }
}
