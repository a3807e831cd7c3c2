package labwire.dash.abr;

import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/**
 * What a rule sees when it chooses.
 *
 * @param nowSeconds on the player's clock
 * @param current the rung of the segment before, if there was one
 * @param bufferSeconds what is buffered ahead of the playhead
 * @param bufferTargetSeconds up to where the player fills its buffer
 * @param playing false before the start and during a stall
 * @param remainingSegments how many there are, this one included; {@link Integer#MAX_VALUE} if unknown
 * @param nextSegmentBits by rung, the size of the segment to choose; nominal where sizes are unknown
 */
public record AbrState(
        double nowSeconds,
        Ladder ladder,
        OptionalInt current,
        double bufferSeconds,
        double bufferTargetSeconds,
        boolean playing,
        int remainingSegments,
        IntToDoubleFunction nextSegmentBits) {}
