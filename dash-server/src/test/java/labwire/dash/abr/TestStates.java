package labwire.dash.abr;

import java.util.List;
import java.util.OptionalInt;

/** States and downloads with what does not matter filled in. */
final class TestStates {
    static final Ladder LADDER = new Ladder(List.of(100_000L, 200_000L, 400_000L, 800_000L, 1_600_000L), 2);
    static final double TARGET_SECONDS = 30;

    private TestStates() {}

    static AbrState state(double now, int current, double buffer) {
        return state(LADDER, now, current, buffer);
    }

    static AbrState state(Ladder ladder, double now, int current, double buffer) {
        return new AbrState(
                now,
                ladder,
                current < 0 ? OptionalInt.empty() : OptionalInt.of(current),
                buffer,
                TARGET_SECONDS,
                buffer > 0,
                Integer.MAX_VALUE,
                rung -> ladder.rate(rung) * ladder.segmentSeconds());
    }

    /** A segment of the ladder's length that came at this rate, without latency. */
    static SegmentDownload download(double start, int rung, double bitsPerSecond, double bufferAfter) {
        double bits = LADDER.rate(rung) * LADDER.segmentSeconds();
        return new SegmentDownload(rung, start, 0, bits / bitsPerSecond, bits, LADDER.segmentSeconds(), bufferAfter);
    }

    /** Teaches a rule a rate by some full-size downloads. */
    static void teach(AbrRule rule, double bitsPerSecond, int downloads) {
        for (int i = 0; i < downloads; i++) {
            rule.downloaded(download(i * 2, LADDER.top(), bitsPerSecond, 4));
        }
    }
}
